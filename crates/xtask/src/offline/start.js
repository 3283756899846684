
// Starts the app of the page as one file: its WebAssembly is in the page, as base64 of gzip.
const packed = Uint8Array.from(atob(document.getElementById("app-wasm").textContent), letter => letter.charCodeAt(0));
const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
await __wbg_init({ module_or_path: await new Response(unpacked).arrayBuffer() });
