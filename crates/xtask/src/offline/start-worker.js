
// Starts the worker of the page as one file: its WebAssembly is in this text, as base64 of gzip.
const packed = Uint8Array.from(atob("certplan:wasm"), letter => letter.charCodeAt(0));
// No Blob: WebKit does not read one in the worker of a page that is a file.
const unpacking = new DecompressionStream("gzip"), writer = unpacking.writable.getWriter();
writer.write(packed).then(() => writer.close());
new Response(unpacking.readable).arrayBuffer()
  .then(bytes => wasm_bindgen({ module_or_path: bytes }))
  .catch(error => postMessage([JSON.stringify({ Panicked: { message: String(error) } })]));
