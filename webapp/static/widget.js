// <hoinghi-search endpoint="https://…" lang="vi">: the search box for any page.
// Text becomes text nodes only, styles are a style sheet object, nothing is evaluated:
// it works where the page's policy allows this script and the endpoint, and nothing else.

const MESSAGES = {/* messages */};
const HERE = new URL(".", import.meta.url).href;
const WAIT = 180; // milliseconds after the last letter
const MOST_CHIPS = 8;

const styles = new CSSStyleSheet();
styles.replaceSync(`
:host {
  --accent: var(--hoinghi-accent, light-dark(#98201f, #f0958c));
  --on-accent: var(--hoinghi-on-accent, light-dark(#fff, #2a0c0a));
  --muted: var(--hoinghi-muted, color-mix(in srgb, currentColor 72%, transparent));
  --line: var(--hoinghi-line, color-mix(in srgb, currentColor 18%, transparent));
  --edge: var(--hoinghi-edge, color-mix(in srgb, currentColor 55%, transparent));
  --mark: var(--hoinghi-mark, light-dark(#fbe6a2, #574612));
  --radius: var(--hoinghi-radius, .6rem);
  display: block; color: inherit; line-height: 1.5; text-align: start; overflow-wrap: anywhere;
  font-family: var(--hoinghi-font, inherit);
}
:host([hidden]) { display: none; }
* { box-sizing: border-box; margin: 0; padding: 0; }
form { display: flex; gap: .5rem; }
input { flex: 1; min-width: 0; height: 2.75rem; padding: 0 .9rem; font: inherit; font-size: max(1rem, 16px); color: inherit; background: transparent; border: 1px solid var(--edge); border-radius: var(--radius); }
input::placeholder { color: var(--muted); opacity: 1; }
button { font: inherit; cursor: pointer; }
form button { height: 2.75rem; padding: 0 1.1rem; border: 0; border-radius: var(--radius); background: var(--accent); color: var(--on-accent); font-weight: 600; white-space: nowrap; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
[part=filters] { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .75rem; }
[part=filters]:empty, [part=results]:empty { display: none; }
[part=filters] button { padding: .15rem .7rem; min-height: 1.75rem; border: 1px solid var(--line); border-radius: 2rem; background: transparent; color: inherit; font-size: .875rem; }
[part=filters] button[aria-pressed=true] { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
[part=status] { margin-top: .6rem; font-size: .875rem; color: var(--muted); }
[part=status]:empty { margin: 0; }
[part=status] button { margin-inline-start: .5rem; border: 0; background: none; color: var(--accent); text-decoration: underline; }
ol { list-style: none; margin-top: .4rem; }
li { padding: .8rem 0; border-top: 1px solid var(--line); }
a { color: var(--accent); text-underline-offset: .18em; }
li > a { color: inherit; font-weight: 600; text-decoration: none; }
li > a:hover { color: var(--accent); text-decoration: underline; }
[part=meta], [part=snippet] { font-size: .875rem; }
[part=meta] { color: var(--muted); }
[part=snippet], [part=why] { margin-top: .2rem; }
[part=why] { font-size: .8125rem; font-style: italic; color: var(--muted); }
[part=all] { display: inline-block; padding: .35rem 0; font-size: .875rem; }
mark { background: var(--mark); color: inherit; border-radius: .2em; }
`);

class HoiNghiSearch extends HTMLElement {
  static observedAttributes = ["endpoint", "lang"];
  #root = this.attachShadow({ mode: "open" });
  #province = null;
  #request = null;
  #timer = 0;

  constructor() {
    super();
    this.#root.addEventListener("keydown", (event) => this.#key(event));
  }

  connectedCallback() {
    this.#root.adoptedStyleSheets = [styles];
    this.#build();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  attributeChangedCallback(name, before, after) {
    if (this.isConnected && before !== after) this.#build();
  }

  get #lang() {
    return this.getAttribute("lang")?.startsWith("en") ? "en" : "vi";
  }

  get #endpoint() {
    const given = this.getAttribute("endpoint") || HERE;
    return new URL(given.endsWith("/") ? given : `${given}/`, document.baseURI);
  }

  #say(key, args = {}) {
    let message = MESSAGES[this.#lang]?.[key] ?? key;
    if (typeof message === "object") message = args.n === 1 ? message.one : message.other;
    const shown = (value) =>
      typeof value === "number" ? value.toLocaleString(this.#lang === "vi" ? "de" : "en") : value;
    return message.replace(/\{(\w+)\}/g, (all, name) => (name in args ? shown(args[name]) : all));
  }

  #build() {
    const question = this.#root.querySelector("input")?.value ?? "";
    const input = make("input", {
      part: "input", id: "q", type: "search", name: "q", autocomplete: "off", autocapitalize: "off",
      spellcheck: "false", enterkeyhint: "search", placeholder: this.#say("box.placeholder"),
    });
    input.value = question;
    const form = make("form", { part: "form", role: "search" }, [
      make("label", { for: "q" }, this.#say("box.label")),
      input,
      make("button", { part: "button", type: "submit" }, this.#say("box.button")),
    ]);
    const filters = make("div", {
      part: "filters", role: "group", "aria-label": this.#say("facet.province"),
    });
    const status = make("p", { part: "status", role: "status" });
    const results = make("ol", { part: "results" });
    const all = make("div", { part: "foot" });
    this.#root.replaceChildren(form, filters, status, results, all);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search();
    });
    input.addEventListener("input", () => this.#soon());
    if (question) this.#search();
  }

  #part(name) {
    return this.#root.querySelector(`[part=${name}]`);
  }

  // While an input method composes, its keys are its own.
  #key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const stops = [this.#part("input"), ...this.#root.querySelectorAll("li > a")];
    const at = stops.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at < 0 || (at === 0 && step === -1)) return;
    const next = event.key === "Escape" && at > 0 ? stops[0] : step && stops[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(), WAIT);
  }

  async #search() {
    clearTimeout(this.#timer);
    this.#request?.abort(); // a late reply must not overwrite a newer one
    const question = this.#part("input").value.trim();
    if (!question) return this.#clear();
    const request = (this.#request = new AbortController());
    const url = new URL("api/search", this.#endpoint);
    url.searchParams.set("q", question);
    url.searchParams.set("lang", this.#lang);
    if (this.#province !== null) url.searchParams.set("province", this.#province);
    this.#status(this.#say("results.loading"));
    try {
      const answer = await fetch(url, { signal: request.signal, credentials: "omit" });
      const body = await answer.json();
      if (request.signal.aborted) return;
      if (answer.ok) this.#show(body, question);
      else this.#fail(body.detail);
    } catch {
      if (!request.signal.aborted) this.#fail(this.#say("widget.unreachable"));
    }
  }

  #clear() {
    this.#province = null;
    this.#status("");
    for (const part of ["filters", "results", "foot"]) this.#part(part).replaceChildren();
  }

  #status(text, ...more) {
    this.#part("status").replaceChildren(text, ...more);
  }

  #fail(text) {
    this.#clear();
    const retry = make("button", { type: "button" }, this.#say("widget.retry"));
    retry.addEventListener("click", () => this.#search());
    this.#status(text, retry);
  }

  #show(body, question) {
    const total = body.total.value;
    const none = `${this.#say("empty.for", { q: question })} ${this.#say("empty.spelling")}`;
    const notes = body.query.notes.map((note) => note.text);
    const count = total ? this.#say("results.count", { n: total }) : none;
    this.#status([count, ...notes].join(" · "));
    this.#chips(body.facets.province?.buckets ?? []);
    this.#part("results").replaceChildren(...body.hits.map((hit) => this.#hit(hit)));
    const more = total > body.hits.length;
    const text = this.#say("widget.all");
    this.#part("foot").replaceChildren(
      ...(more ? [make("a", { part: "all", href: this.#address(body.links.html) }, text)] : []),
    );
  }

  #chips(buckets) {
    const shown = buckets.filter((each, place) => each.selected || place < MOST_CHIPS);
    const focused = this.#root.activeElement?.dataset.value;
    const chips = shown.map((bucket) => {
      const label = `${bucket.label} (${bucket.count})`;
      const chip = make("button", { part: "filter", type: "button" }, label);
      chip.dataset.value = bucket.value;
      chip.setAttribute("aria-pressed", String(bucket.selected));
      chip.addEventListener("click", () => {
        this.#province = bucket.selected ? null : bucket.value;
        this.#search();
      });
      return chip;
    });
    this.#part("filters").replaceChildren(...chips);
    if (focused !== undefined) chips.find((chip) => chip.dataset.value === focused)?.focus();
  }

  #hit(hit) {
    const title = hit.title ? marked(hit.title, hit.title_marks) : [this.#say("results.untitled")];
    const number =
      hit.conference === null ? "" : this.#say("hit.conference", { value: String(hit.conference) });
    const guess = (name) => (hit.uncertain.includes(name) ? ` (${this.#say("results.guess")})` : "");
    const when = hit.date ? ["date", this.#day(hit.date)] : ["year", hit.year && String(hit.year)];
    const facts = [when, ["province", hit.province], ["conference", number]]
      .filter(([, value]) => value)
      .map(([name, value]) => value + guess(name));
    return make("li", { part: "hit" }, [
      make("a", { part: "title", href: this.#address(hit.link) }, title),
      make("p", { part: "meta" }, facts.join(" · ")),
      ...hit.snippets.slice(0, 1).map((snippet) =>
        make("p", { part: "snippet" }, [
          snippet.cut_before ? "… " : "", ...marked(snippet.text, snippet.marks), snippet.cut_after ? " …" : "",
        ]),
      ),
      ...(hit.why.length
        ? [make("p", { part: "why" }, hit.why.map((reason) => reason.text).join(" · "))]
        : []),
    ]);
  }

  // 2023-07-06 as people write it: 06/7/2023 in Vietnamese.
  #day(date) {
    if (!date) return "";
    const [year, month, day] = date.split("-");
    const short = month && (Number(month) < 3 ? month : String(Number(month)));
    if (this.#lang === "vi") return [day, short, year].filter(Boolean).join("/");
    return date;
  }

  // Only web addresses become links.
  #address(link) {
    const url = new URL(link, this.#endpoint);
    return /^https?:$/.test(url.protocol) ? url.href : "#";
  }
}

function make(name, attributes, content = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...[content].flat());
  return element;
}

// Marks count code points, strings count UTF-16 units.
function marked(text, marks) {
  const points = Array.from(text);
  const parts = [];
  let last = 0;
  for (const [start, end] of marks) {
    parts.push(points.slice(last, start).join(""));
    parts.push(make("mark", { part: "mark" }, points.slice(start, end).join("")));
    last = end;
  }
  return [...parts, points.slice(last).join("")];
}

if (!customElements.get("hoinghi-search")) customElements.define("hoinghi-search", HoiNghiSearch);
