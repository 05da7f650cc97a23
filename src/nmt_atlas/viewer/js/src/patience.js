// After the first picture a viewer does no more than is asked for until the controls stand: finer
// pictures, what is not shown yet and the trees for pointing would cost them the processor.

export class Patience {
  constructor() {
    this.waiting = false;
    /** @type {Promise<void>} kept when there is time for more than the first picture */
    this.over = Promise.resolve();
    this.end = () => {};
  }

  /**
   * Wait until `end` is called, or for so long.
   * @param {number} longest milliseconds
   */
  begin(longest) {
    this.waiting = true;
    this.over = new Promise((done) => {
      const timer = setTimeout(() => this.end(), longest);
      this.end = () => {
        clearTimeout(timer);
        this.waiting = false;
        done();
      };
    });
  }
}
