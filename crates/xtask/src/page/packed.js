// The calculator, packed: base64 around gzip around WebAssembly.
(async () => {
  if (typeof DecompressionStream !== "function" || typeof WebAssembly !== "object") {
    throw new Error("This browser cannot unpack the calculator; it may run certplan-plain.html.");
  }
  const text = atob(document.getElementById("module").textContent), bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  await wasm_bindgen(await new Response(unpacked).arrayBuffer());
})();
