// What is purely the browser's: what happens when something fails, and what the WebAssembly has done in the document.
// It stands in the page's head, made small; the functions of `page` are declared where they are called, in web/src/browser.

const byId = id => document.getElementById(id);

// ---- Without the WebAssembly ----

// What stands here before any WebAssembly, kept: a mistake in it ends with a trap, one in what it calls with an error, and either may
// leave half an answer. Then it is over: nothing is told to it any more, and nobody reads what it left.
let first, isOver;
document.addEventListener("readystatechange", () => first = document.querySelector("main").cloneNode(true), { once: true });
function stopped(message, reason) {
  isOver ||= reason?.name === "RuntimeError";
  if (isOver && first) {
    const root = document.documentElement;
    root.classList.remove("ready", "linked");
    delete root.dataset.mode;
    document.querySelector("main").replaceWith(first);
    first = null;
  }
  byId("failed-reason").textContent = `${reason?.message ?? reason} ${reason?.stack ?? ""}`.slice(0, 500);
  byId(message).hidden = false;
}
// A file that is not there any more says so itself, or by what the page's start says.
const gone = reason => /fetch|load|import/i.test(reason?.message);
for (const kind of ["error", "unhandledrejection"]) addEventListener(kind, event => {
  const reason = event.error ?? event.reason ?? event.message;
  stopped(event.target instanceof Element || gone(reason) ? "gone" : "failed", reason);
}, true);
addEventListener("click", event => {
  if (!event.target.matches?.(".reload")) return;
  event.preventDefault();
  location.reload();
});
// What is loaded when its part of the page is opened.
const part = loading => loading.then(module => module.default()).catch(reason => { stopped("gone", reason); throw reason; });
// The second module, for who takes the answer away; the third, for who has a message or files.
var certplanMore = () => part(import("./certplan:more.js"));
var certplanTools = () => part(import("./certplan:tools.js"));
// Nobody may read another case's commands: with facts in the address, the example waits for the answer.
if (location.hash.startsWith("#/")) document.documentElement.classList.add("linked");
// On paper nothing can be opened; older browsers have no style for that.
for (const print of ["before", "after"]) addEventListener(print + "print", () => {
  for (const details of document.querySelectorAll(":is(#answer, #tool) details")) details.open = print === "before";
});

// ---- What happens, told to the WebAssembly ----

// Tells the kind of what happened, a name, a value, and whether something is ticked or open. Where everything is in one file, that
// has another name for what the WebAssembly offers.
const hear = (kind, name = "", value = "", isSet = false) => isOver || (window.wasmBindings ?? wasm_bindgen).hear(kind, name, value, isSet);
// The steps whose failures are being read: they stay open when a step is drawn anew.
const opened = new Set();

function happened(event) {
  const { type, target } = event;
  // Nothing is sent anywhere: the answer is there while one types.
  if (type === "submit") return event.preventDefault();
  // Links are the browser's again.
  if (isOver) return;
  // Another address has no place in the document.
  if (target === window) return hear("address");
  if (!target.closest) return;
  if (type === "toggle") {
    const step = target.closest(".step")?.querySelector("[data-step]");
    if (step) opened[target.open ? "add" : "delete"](step.dataset.step);
    hear(type, target.id, "", target.open);
  } else if (type === "click") {
    const code = target.closest("[data-copy]")?.parentElement.querySelector("code");
    const button = target.closest("#take-away button"), link = target.closest("a[href^='#']");
    if (code) copy(code.textContent, code);
    else if (button) hear(type, button.id);
    else if (link) follow(event, link);
  } else if (type === "change") {
    if (target.id === "names") hear(type, "", "", target.checked);
    tick(target);
  } else if (target.matches("#questions :is(input, select)")) hear(type, target.name, valueOf(target), target.checked);
}

// Of half a date a browser says nothing but that; web/src/form.rs knows the word.
const valueOf = field => field.validity.badInput ? "incomplete" : field.value;

// Follows a link inside the page. A mode keeps the facts; other places are gone to without the address: there the facts stand, and
// a reload shall find them.
function follow(event, link) {
  // With one of these the link opens elsewhere, and this page stays as it is.
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const isMode = link.closest("#modes"), place = byId(link.getAttribute("href").slice(1));
  if (isMode || place) event.preventDefault();
  if (isMode) return hear("mode", link.id);
  if (!place) return;
  place.closest("details:not([open])")?.setAttribute("open", "");
  if (!place.matches("input")) place.tabIndex = -1;
  place.scrollIntoView();
  place.focus();
}

// ---- What somebody ticked off ----

const TICK = "certplan/1/";
// How long a tick is remembered, in seconds: one incident. At the next one nothing may look done.
const REMEMBERED = 3 * 86400;

// Remembers a tick box that was changed. Storage throws in private windows and from files in some browsers: then there is none.
function tick({ checked, dataset: { step } }) {
  if (step) try {
    if (checked) localStorage.setItem(TICK + step, Math.floor(Date.now() / 1000));
    else localStorage.removeItem(TICK + step);
  } catch {}
}

function isTicked(step) {
  try {
    return Date.now() / 1000 - localStorage.getItem(TICK + step) < REMEMBERED;
  } catch {}
}

// ---- Saying, copying ----

// A full stop more or less makes the same message a new one to a screen reader; the class, to the eye.
let again = "";

// Says something once, politely.
function say(message) {
  const region = byId("copied");
  region.className = again && "again";
  region.textContent = message + again;
  again = again ? "" : ".";
}

// Copies a text and says so. Plain-http hosts of an intranet have no clipboard: then the old way, then a selection.
async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copyByCommand(text)) {
      if (shown) getSelection()?.selectAllChildren(shown);
      return say("Copying is not allowed here. " + (shown ? "The text is selected: press Control and C." : "Use one of the downloads."));
    }
  }
  say("Copied");
}

function copyByCommand(text) {
  const before = document.activeElement, area = document.createElement("textarea");
  area.value = text;
  area.className = "quiet";
  document.body.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
  } finally {
    area.remove();
    before?.focus?.();
  }
}

// ---- Other modules ----

const unloaded = () => say("The forms could not be loaded. Reload the page to try again.");

// Asks the second module: at once where it is there, so that nothing flickers while somebody types.
function ask(name, given, then) {
  const call = () => {
    const answer = window[name](...given);
    then?.(answer);
  };
  if (window[name]) call();
  else certplanMore().then(call, unloaded);
}

// ---- What the WebAssembly calls ----

// The timer of the fragment that is to be written.
let writing;
// Where one markup becomes another: the element, the node in it that is next, and the elements around it.
let host, next;
const around = [];

// A document without an address of its own, such as that of a previewer, refuses; nothing depends on it.
function readdress(how, fragment) {
  try {
    history[how](null, "", fragment);
  } catch {}
}

// Functions that the WebAssembly calls. An error that goes through it leaves it in the middle of its work.
function latched(calls) {
  for (const name in calls) {
    const call = calls[name];
    calls[name] = (...given) => {
      try {
        return call(...given);
      } catch (reason) {
        isOver = true;
        throw reason;
      }
    };
  }
  return calls;
}

const page = latched({
  listen() {
    // What is opened tells nobody above it.
    for (const kind of ["input", "change", "focusout", "submit", "click", "toggle", "hashchange", "popstate"])
      addEventListener(kind, happened, kind === "toggle");
    document.documentElement.classList.add("ready");
  },
  // The fields, each as three lines: its name, its value, whether it is ticked. Of choices only the one that is made.
  fields: () => [...document.querySelectorAll("#questions :is(input:not([type=radio]), input:checked, select)")]
    .flatMap(field => [field.name, valueOf(field), field.checked ? 1 : ""]).join("\n"),

  copy: (text, shown) => { copy(text, byId(shown)); },
  save(name, type, text) {
    try {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type }));
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch {
      say("Saving is not allowed here. Copy it instead.");
    }
  },
  print() {
    try {
      print();
    } catch {
      say("Printing is not possible here.");
    }
  },

  fragment: () => location.hash,
  address: fragment => location.href.split("#")[0] + fragment,
  // Without a new entry in the history, as soon as nobody types for a moment: browsers pass over the changes of those who make
  // more than a hundred in 30 seconds. Somebody who went elsewhere meanwhile stays there.
  replace(fragment) {
    const before = location.hash;
    clearTimeout(writing);
    writing = setTimeout(() => location.hash === before && readdress("replaceState", fragment), 200);
  },
  push: fragment => readdress("pushState", fragment),

  zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "the browser's zone",
  // How many seconds the zone's clocks are behind those of UTC at that time.
  behind: unix => new Date(unix * 1000).getTimezoneOffset() * 60,

  // One thing that an element shows, as web/src/frame.rs names it; without an id, that the page does.
  put(id, what, text) {
    const element = id ? byId(id) : document.documentElement, isThere = text != null;
    if (!element) return;
    if (what === "checked") element.checked = isThere;
    // What stands there already keeps its place of typing.
    else if (what === "value") {
      if (isThere && (element.value !== text || element.validity.badInput)) element.value = text;
    } else if (what === "error") {
      byId(id + "-error")?.remove();
      element.parentElement.classList.toggle("wrong", isThere);
      if (!isThere) return;
      const error = document.createElement("span");
      error.className = what;
      error.id = id + "-error";
      error.textContent = "Error: " + text;
      element.parentElement.append(error);
    } else if (isThere) element.setAttribute(what, text);
    else element.removeAttribute(what);
  },

  // Goes to the element of that id; whether it is there.
  find: id => !!(host = byId(id)),
  fill(markup) {
    host.innerHTML = markup;
  },
  // Begins at its first node; whether it has as many as that.
  begin(count) {
    next = host.firstChild;
    return host.childNodes.length === count;
  },
  keep() {
    next = next.nextSibling;
  },
  remove() {
    const node = next;
    next = node.nextSibling;
    node.remove();
  },
  // Puts markup before the next node; whether that can be done there.
  insert(markup) {
    if (next && !(next instanceof Element)) return false;
    if (next) next.insertAdjacentHTML("beforebegin", markup);
    else host.insertAdjacentHTML("beforeend", markup);
    return true;
  },
  // Goes into the node that is next, where it is an element.
  enter() {
    if (!(next instanceof Element)) return false;
    around.push(host);
    host = next;
    return true;
  },
  leave() {
    next = host.nextSibling;
    host = around.pop();
  },

  // In what was drawn anew, opens what was open, ticks again what was ticked and shows the buttons that need a script. What is done
  // carries a mark or has lost its attribute, so that a key that changes little costs little.
  drawn() {
    for (const box of document.querySelectorAll(":is(#answer, #tool) [data-step]:not([data-seen])")) {
      const { step } = box.dataset;
      box.dataset.seen = "";
      box.checked = isTicked(step);
      if (opened.has(step)) box.closest(".step")?.querySelector("details")?.setAttribute("open", "");
    }
    for (const button of document.querySelectorAll(":is(#answer, #tool, #forms-place) [data-copy][hidden]")) button.hidden = false;
  },

  // Has the third module fill its place with a mode; none empties it.
  tool(mode, link, isExample) {
    const place = byId("tool-place");
    // An element of its own for each mode: what listened in the last one goes with it.
    place.innerHTML = mode && "<div id=tool>Loading what this needs.</div>";
    const inside = place.firstChild;
    if (inside) Promise.resolve(window.certplanTool ?? certplanTools()).then(
      () => certplanTool(inside, mode, link, isExample),
      () => inside.textContent = "This could not be loaded. Reload the page to try again.",
    );
  },
  // What the second module writes of a link; told as soon as it is there.
  write: (form, link) =>
    ask("certplanWrite", [form, link], markup => markup == null ? unloaded() : hear("written", form, markup)),
  // Has the second module offer every other form of a link's answer.
  takeAway: (mode, link) => ask("certplanTakeAway", [byId("forms-place"), mode, link]),
});
