// Everything here only makes quicker what the page does without it.
const root = document.documentElement;
root.classList.add("scripted");

const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

// "/" goes to the box, unless something is being typed.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, [contenteditable]");
  if (event.key !== "/" || typing || event.isComposing || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const box = document.querySelector("#q");
  box?.focus();
  box?.select();
});

// A plain address: fields left empty or alike are not part of a search.
function address(form) {
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(pairs).toString();
  return new URL(form.getAttribute("action") + (query ? `?${query}` : ""), location.href);
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "search") return;
  event.preventDefault();
  location.assign(address(event.target));
});

// A checkbox applies at once: the same page is fetched and its two halves are replaced.
let latest;
let shown = location.search;
document.addEventListener("change", async (event) => {
  const box = event.target;
  if (!box.matches?.("input[type=checkbox][form=search]")) return;
  const url = address(document.querySelector("#search"));
  latest?.abort();
  const request = (latest = new AbortController());
  const main = document.querySelector("#content");
  main.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { signal: request.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector("#filters")) throw new Error("not a search page");
    replace(page, box);
    history.pushState({}, "", url);
    shown = location.search;
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
});
// Going back to another search asks again; going to a place in this page does not.
addEventListener("popstate", () => {
  if (location.search !== shown) location.reload();
});

function replace(page, box) {
  const open = new Map(
    [...document.querySelectorAll("details[data-keep]")].map((d) => [d.dataset.keep, d.open]),
  );
  const typed = document.querySelector(".find")?.value ?? "";
  const status = page.querySelector(".count").textContent;
  document.title = page.title;
  for (const part of [".top", "#filters", "#content"]) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    old.className = fresh.className;
    if (part !== ".top") old.replaceChildren(...fresh.childNodes);
    else if (document.body.className !== page.body.className) old.replaceWith(fresh);
    else old.querySelector(".languages").replaceWith(fresh.querySelector(".languages"));
  }
  document.body.className = page.body.className;
  document.querySelector("#content").removeAttribute("aria-busy");
  for (const details of document.querySelectorAll("details[data-keep]")) {
    if (open.get(details.dataset.keep)) details.open = true;
  }
  findProvinces(typed);
  const { name, value } = box;
  const same = `input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`;
  document.querySelector(same)?.focus({ preventScroll: true });
  say(status);
}

// A region that stays in the page is the only one screen readers announce reliably.
const live = document.createElement("p");
live.className = "unseen";
live.setAttribute("role", "status");
document.body.append(live);
function say(text) {
  live.textContent = text.trim();
}

// Typing narrows the list of provinces, with or without marks.
function findProvinces(typed = "") {
  const facet = document.querySelector("[data-find]");
  const rows = facet ? [...facet.querySelectorAll(".values li")] : [];
  const more = facet?.querySelector(".more");
  if (!more) return;
  const find = document.createElement("input");
  find.type = "search";
  find.className = "find";
  find.placeholder = facet.dataset.find;
  find.setAttribute("aria-label", facet.dataset.find);
  find.value = typed;
  let wasOpen = more.open;
  const narrow = () => {
    const wanted = fold(find.value.normalize("NFC").trim());
    if (!wanted) more.open = wasOpen;
    for (const row of rows) row.hidden = !fold(row.textContent).includes(wanted);
    if (wanted) more.open = true;
  };
  more.addEventListener("toggle", () => {
    if (!find.value) wasOpen = more.open;
  });
  find.addEventListener("input", narrow);
  facet.querySelector(".values").before(find);
  if (typed) narrow();
}
findProvinces();

// Browsers that cannot show closed filters at the side get them opened.
if (matchMedia("(min-width: 56rem)").matches && !CSS.supports("selector(::details-content)")) {
  document.querySelector(".filters")?.setAttribute("open", "");
}

// From a document back to the very results it was chosen from.
const back = document.querySelector("[data-back]");
if (back && document.referrer) {
  const from = new URL(document.referrer);
  const home = new URL(back.href);
  if (from.origin === location.origin && from.pathname === home.pathname) {
    back.href = document.referrer;
    back.hidden = false;
  }
}
