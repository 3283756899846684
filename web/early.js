// What the page does before its WebAssembly is there, and without it. It stands in the page's head, made small, before page.js.

const byId = id => document.getElementById(id);

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
// Nobody may read another case's commands: with facts in the address, the example waits for the answer.
if (location.hash.startsWith("#/")) document.documentElement.classList.add("linked");
// On paper nothing can be opened; older browsers have no style for that.
for (const isPrinted of [true, false]) addEventListener(isPrinted ? "beforeprint" : "afterprint", () => {
  for (const details of document.querySelectorAll(":is(#answer, #tool) details")) details.open = isPrinted;
});
