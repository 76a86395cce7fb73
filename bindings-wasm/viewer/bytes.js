// Bytes and text, deflated and in base64: for the module in the worker, and for a plan in a link.

/** The bytes of a deflated stream; an error where there are more than a limit, since a link may be a bomb. */
export async function inflate(deflated, format, limit = Infinity) {
  const chunks = [];
  let size = 0;
  const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream(format));
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    size += value.length;
    if (size > limit) {
      reader.cancel();
      throw new RangeError(`expected at most ${limit} bytes, found more`);
    }
    chunks.push(value);
  }
}

/** A text as a link carries it: deflated, in base64url. */
export async function toLink(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The text that a link carries. */
export async function fromLink(link) {
  const binary = atob(link.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return new TextDecoder().decode(await inflate(bytes, "deflate-raw", 256 << 20));
}
