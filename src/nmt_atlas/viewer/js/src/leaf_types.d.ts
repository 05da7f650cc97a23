// What travels between Python and a leaf (see viewer/leaf.py), and between the leaf's files.

export interface Run { text?: string; style?: string; color?: string }
export interface ButtonData { id: string; label: string; main?: boolean; off?: boolean; told?: string }
export interface PictureData { id: string; label: string; source?: string; off?: boolean; mark?: string }
export interface BarData { label: string; share?: number; text?: string }
export interface Item { id: string; label: string; hint?: string }

/** A block of any kind: each kind reads the fields that it has. */
export interface BlockData {
  kind: string; id?: string; label?: string; title?: string; text?: string; level?: number;
  runs?: Run[]; tone?: string; inset?: boolean;
  buttons?: ButtonData[]; stacked?: boolean; columns?: number;
  on?: boolean; value?: string | number; options?: [string, string][];
  start?: number; end?: number; step?: number;
  hint?: string; query?: string; suggests?: boolean;
  count?: number; open?: boolean; items?: Item[]; more?: string;
  blocks?: BlockData[]; pictures?: PictureData[];
  bars?: BarData[]; until?: string; left?: number;
  done?: string; href?: string; size?: number; path?: string;
  what?: string; name?: string; band?: Run[]; busy?: string; failed?: string;
}

export interface Context {
  /** Report what was pressed. */
  tell(id: string, value: boolean | string): void;
  /** The titles of the folds that are open. */
  open: Set<string>;
}

export type Write = (given: BlockData, context: Context) => HTMLElement;
/** Show another state of a block in its element; false where it must be written anew. */
export type Update = (node: HTMLElement, given: BlockData, before: BlockData) => boolean;

export interface LeafModel {
  text: string; topic: string; live: boolean;
  pressed?: { n: number; id: string; value: boolean | string };
  focus?: { n?: number; id?: string };
  on(names: string | string[], run: () => void): void;
}
