// For a page with <iframe data-certplan src="https://.../widget/frame.html#shutdown=45d">: gives each such frame the height that
// its content asks for. A message counts only from that very frame, of the frame's own origin, with a whole number in bounds.
(() => {
  const VERSION = "certplan/frame/1", LEAST = 50, MOST = 20000;
  const origin = frame => new URL(frame.src, location.href).origin;
  const greet = frame => frame.contentWindow?.postMessage({ certplan: VERSION }, origin(frame));
  const frames = () => [...document.querySelectorAll("iframe[data-certplan]")];
  addEventListener("message", event => {
    const frame = frames().find(frame => frame.contentWindow === event.source);
    if (!frame || event.origin !== origin(frame) || event.data?.certplan !== VERSION) return;
    const { height } = event.data;
    if (height === undefined) greet(frame);
    else if (Number.isInteger(height) && height >= LEAST && height <= MOST) frame.style.height = `${height}px`;
  });
  // Frames that were there before this script; a lazy one speaks first.
  const all = () => frames().filter(frame => frame.loading !== "lazy").forEach(greet);
  document.readyState === "complete" ? all() : addEventListener("load", all);
})();
