// Takes a multipart body apart without touching a byte. The client library sends photos as fields without a file
// name, which form parsers read as text; and text would change the photo.

/**
 * Reads the parts of a multipart/form-data body (RFC 7578).
 * Takes: the body and its content type, which names the boundary.
 * Returns: the parts by name, those of type application/octet-stream or with a file name as bytes, others as
 * text; null when the body is not well formed.
 */
export function multipartFields(body: Uint8Array, contentType: string): Record<string, unknown> | null {
  const boundary = /boundary="?([^";]{1,70})"?/i.exec(contentType)?.[1];
  if (!boundary) return null;
  // A line break before the first delimiter makes it like the others.
  const bytes = Buffer.concat([Buffer.from('\r\n'), body]);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const fields: Record<string, unknown> = {};
  let at = bytes.indexOf(delimiter);
  while (at >= 0) {
    const start = at + delimiter.length;
    if (bytes.toString('latin1', start, start + 2) === '--') return fields;
    const headersEnd = bytes.indexOf('\r\n\r\n', start);
    const end = bytes.indexOf(delimiter, start);
    if (headersEnd < 0 || end < headersEnd) return null;
    const headers = bytes.toString('utf8', start, headersEnd);
    const name = /\bname="([^"]+)"/i.exec(headers)?.[1];
    if (!name) return null;
    const value = bytes.subarray(headersEnd + 4, end);
    const isFile = /application\/octet-stream|filename=/i.test(headers);
    fields[name] = isFile ? new Uint8Array(value) : value.toString('utf8');
    at = end;
  }
  return null;
}
