// What the page does before its WebAssembly runs, and without it. Inlined in the page's head; the policy knows its hash.

const root = document.documentElement;
const byId = id => document.getElementById(id);

// Commands of another case must never be read as the link's answer: with facts in the address the example waits.
if (location.hash.startsWith("#/")) root.classList.add("linked");

// The page before the start, to be shown again when the app fails.
let before;
document.addEventListener("readystatechange", () => { before = document.querySelector("main").cloneNode(true); }, { once: true });

// The app has failed: it may have left half an answer. Shows the example again, with a message.
function failed(reason) {
  if (before) {
    root.classList.remove("ready", "linked");
    document.querySelector("main").replaceWith(before);
    before = null;
    byId("failed-reason").textContent = String(reason).slice(0, 500);
  }
  byId("failed").hidden = false;
}

// A panic tells its reason before it ends the app.
addEventListener("certplan-failed", event => failed(event.detail));

function mistake(event) {
  const reason = event.error ?? event.reason ?? event.message;
  const text = `${reason?.message ?? reason} ${reason?.stack ?? ""}`;
  const isMissing = event.target instanceof Element || /fetch|load|import/i.test(reason?.message);
  if (isMissing && !root.classList.contains("ready")) byId("gone").hidden = false;
  else if (reason instanceof WebAssembly.RuntimeError || /wasm/.test(text)) failed(text);
}
for (const kind of ["error", "unhandledrejection"]) addEventListener(kind, mistake, true);

addEventListener("click", event => {
  if (!event.target.matches?.(".reload")) return;
  event.preventDefault();
  location.reload();
});
