// What the annotating desk asks of the server: the forms and links of the page, answered by parts instead of pages.

export class Server {
  #moment;
  #receive;
  #say;
  #sending = Promise.resolve();
  isLeaving = false;

  /** `receive` is given every part that comes back, `say` what went wrong; `moment` is when the page was made. */
  constructor(moment, receive, say) {
    this.#moment = moment;
    this.#receive = receive;
    this.#say = say;
  }

  /** The part at an address; null where there is none, and then the browser goes there itself. */
  get(address) {
    return this.#ask(address, {}, () => location.assign(address));
  }

  /** Sends a form after those sent before it; the part that came back, or null. */
  send(form, button) {
    const address = button?.getAttribute("formaction") ?? form.getAttribute("action");
    const body = new FormData(form, button);
    const record = form.closest("[data-record]");
    if (record) record.inert = true;
    // Not what this page expects: the login is over, or a right is gone. Then the browser shows what the server says.
    const plainly = () => {
      this.isLeaving = true;
      form.action = address;
      form.submit();
    };
    this.#sending = this.#sending.then(() => this.#ask(address, { method: "POST", body }, plainly));
    return this.#sending.finally(() => {
      if (record) record.inert = false;
    });
  }

  async #ask(address, options, otherwise) {
    try {
      const response = await fetch(address, { ...options, headers: { "X-Part": "1", "X-Since": this.#moment } });
      const answer = new DOMParser().parseFromString(await response.text(), "text/html");
      const part = answer.querySelector("[data-part]");
      if (part) {
        this.#moment = part.dataset.moment;
        this.#receive(part);
      } else otherwise();
      return part;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#say("The server cannot be reached. Nothing was saved, and nothing is lost: try again.", true);
      return null;
    }
  }
}
