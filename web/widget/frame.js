// The calculator as a page for frames: facts come in the address, behind # or ?, and the page that frames it learns the height.
import "./certplan-calculator.js";

const VERSION = "certplan/frame/1";
/** What a frame may be high, in pixels; the page that frames it checks the same. */
const MOST = 20000;

const calculator = document.querySelector("certplan-calculator");
const said = new URLSearchParams(location.hash.slice(1) || location.search.slice(1));
for (const name of ["shutdown", "from", "to", "since-update", "cluster", "build"]) {
  if (said.has(name)) calculator.setAttribute(name, said.getAll(name).join(" "));
}

/** The origin of the page that framed this one: the first that said so, and no other from then on. */
let host;
const tell = () => {
  if (host) parent.postMessage({ certplan: VERSION, height: Math.min(MOST, Math.ceil(document.documentElement.getBoundingClientRect().height)) }, host);
};
addEventListener("message", event => {
  if (event.source !== parent || event.data?.certplan !== VERSION || !/^https?:/.test(event.origin)) return;
  host ??= event.origin;
  tell();
});
if (parent !== window) {
  new ResizeObserver(tell).observe(document.documentElement);
  // Says nothing but that it is there: whoever frames it may know that.
  parent.postMessage({ certplan: VERSION }, "*");
}
