// The connection to the live feed. The browser resumes by Last-Event-ID after a dropped connection; where it gives up (the server said no), this does.

const longestPause = 15000;

export class Feed {
  #source = null;
  #position = null;
  #pause = 500;
  #timer = 0;

  /** @param {{flagged(item), reset(), gap(), state(name)}} listener */
  constructor(listener) {
    this.listener = listener;
  }

  /** Follows the feed after a position; what was seen before is not sent again. */
  follow(position) {
    this.stop();
    this.#position = position;
    this.#connect();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #connect() {
    this.listener.state('connecting');
    const source = new EventSource('/api/v1/feed' + (this.#position ? `?after=${encodeURIComponent(this.#position)}` : ''));
    this.#source = source;
    const noting = handle => event => {
      this.#position = event.lastEventId || this.#position;
      handle(event);
    };
    source.addEventListener('open', noting(event => {
      // Both the connection itself and the stream's first event are called open.
      if (event.data === undefined) return;
      this.#pause = 500;
      this.listener.state('live');
    }));
    source.addEventListener('flagged', noting(event => this.listener.flagged(JSON.parse(event.data))));
    source.addEventListener('gap', noting(() => this.listener.gap()));
    source.addEventListener('reset', noting(() => this.listener.reset()));
    source.addEventListener('error', () => {
      if (this.#source !== source) return;
      this.listener.state('reconnecting');
      if (source.readyState === EventSource.CLOSED) {
        this.#timer = setTimeout(() => this.#connect(), this.#pause);
        this.#pause = Math.min(longestPause, this.#pause * 2);
      }
    });
  }
}
