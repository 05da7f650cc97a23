// Coming in: the code, then a name where the class has names.
import { labelled, make } from "./leaf_make.js";

export class Join {
  /**
   * @param {HTMLElement} parent
   * @param {Record<string, string>} texts
   * @param {(code: string, name: string | null) => void} go
   */
  constructor(parent, texts, go) {
    this.texts = texts;
    this.code = make("input", "");
    this.code.autocomplete = "off";
    this.code.autocapitalize = "characters";
    this.code.spellcheck = false;
    this.code.maxLength = 12;
    this.name = make("input", "");
    this.name.maxLength = 40;
    this.name.setAttribute("autocomplete", "nickname");
    this.hint = make("p", "hint", texts.codeHint);
    this.told = make("p", "told");
    this.told.setAttribute("role", "alert");
    this.title = make("h1", "", texts.title);
    this.button = make("button", "main", texts.join);
    this.codeField = labelled(texts.code, this.code);
    this.nameField = labelled(texts.name, this.name);
    this.nameField.hidden = true;
    this.root = make("form", "join", this.title, this.codeField, this.hint, this.nameField, this.told, this.button);
    this.root.noValidate = true;
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.code.value.trim()) this.code.focus();
      else if (!this.nameField.hidden && !this.name.value.trim()) this.name.focus();
      else {
        this.busy(true);
        go(this.code.value, this.nameField.hidden ? null : this.name.value);
      }
    });
    parent.append(this.root);
  }

  /** @param {boolean} on */
  busy(on) {
    this.button.disabled = on;
    this.button.textContent = on ? this.texts.joining : this.texts.join;
    if (on) this.told.textContent = "";
  }

  /**
   * Ask for a name.
   * @param {string} title of the class
   * @param {string} naming
   */
  ask(title, naming) {
    this.busy(false);
    this.title.textContent = title;
    this.codeField.hidden = true;
    this.nameField.hidden = false;
    const [label] = this.nameField.getElementsByTagName("label");
    label.textContent = naming === "nicknames" ? this.texts.nickname : this.texts.name;
    this.hint.textContent = this.texts.named;
    this.name.focus();
  }

  /** @param {string} why */
  refuse(why) {
    this.busy(false);
    this.root.hidden = false;
    this.codeField.hidden = false;
    this.told.textContent = why;
    this.code.focus();
    this.code.select();
  }
}
