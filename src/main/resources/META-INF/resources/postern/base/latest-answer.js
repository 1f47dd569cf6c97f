/** Questions to the server while the user types. */

/** Asks after a pause, and shows the answer to the latest question only: the answers may come in another order. */
export class LatestAnswer {
  #turn = 0;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #timer;

  /**
   * Asks, unless another question comes within the pause.
   * @template T
   * @param {number} pause in milliseconds
   * @param {function(): Promise<T>} ask does not reject
   * @param {function(T): void} show not called once there is a later question
   */
  ask(pause, ask, show) {
    this.stop();
    const turn = this.#turn;
    this.#timer = setTimeout(async () => {
      const answer = await ask();
      if (turn === this.#turn) {
        show(answer);
      }
    }, pause);
  }

  /** No answer is wanted any more. */
  stop() {
    clearTimeout(this.#timer);
    this.#turn++;
  }
}
