
// Starts the worker of the page as one file: its WebAssembly is in this text, as base64 of gzip.
const packed = Uint8Array.from(atob("certplan:wasm"), letter => letter.charCodeAt(0));
const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
new Response(unpacked).arrayBuffer()
  .then(bytes => wasm_bindgen({ module_or_path: bytes }))
  .catch(error => postMessage([JSON.stringify({ Panicked: { message: String(error) } })]));
