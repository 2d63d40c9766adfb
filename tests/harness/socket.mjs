// The WebSocket endpoint of the server: an address that ends in /socket.
//
// It sends back what it gets. The text "close CODE REASON" makes it close the connection instead. Of the protocols that
// a page offers it takes the last one.

import { createHash } from "node:crypto";

/** @import { IncomingMessage } from "node:http" */
/** @import { Duplex } from "node:stream" */

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;

/**
 * @param {IncomingMessage} request
 * @param {Duplex} socket
 */
export function answerSocket(request, socket) {
  socket.on("error", () => socket.destroy());
  const key = request.headers["sec-websocket-key"];
  if (!key || !new URL(request.url ?? "/", "http://localhost").pathname.endsWith("/socket")) {
    return void socket.end("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  }
  const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  const protocol = request.headers["sec-websocket-protocol"]?.split(",").at(-1)?.trim();
  const lines = [
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${accept}`,
    ...(protocol ? [`Sec-WebSocket-Protocol: ${protocol}`] : []),
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  let pending = Buffer.alloc(0);
  const state = { closing: false };
  // A page that is closed resets its connections.
  socket.on("data", (/** @type {Buffer} */ data) => {
    pending = Buffer.concat([pending, data]);
    for (let frame = readFrame(pending); frame; frame = readFrame(pending)) {
      pending = pending.subarray(frame.size);
      answerFrame(socket, state, frame);
    }
  });
}

/**
 * @param {Duplex} socket
 * @param {{ closing: boolean }} state whether this end has said that it closes
 * @param {{ kind: number, data: Buffer }} frame
 */
function answerFrame(socket, state, { kind, data }) {
  if (kind === CLOSE) return void (state.closing ? socket.end() : socket.end(makeFrame(CLOSE, data)));
  if (kind !== TEXT && kind !== BINARY) return;
  const [word, code, ...reason] = kind === TEXT ? data.toString().split(" ") : [];
  if (word !== "close") return void socket.write(makeFrame(kind, data));
  state.closing = true;
  const status = Buffer.alloc(2);
  status.writeUInt16BE(Number(code));
  socket.write(makeFrame(CLOSE, Buffer.concat([status, Buffer.from(reason.join(" "))])));
}

/**
 * The frame that bytes begin with. Pages of the tests send no message in several frames.
 *
 * @param {Buffer} bytes
 * @returns {{ kind: number, data: Buffer, size: number } | undefined}
 */
function readFrame(bytes) {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const head = 2 + extra + 4;
  if (bytes.length < head) return undefined;
  const length = extra === 2 ? bytes.readUInt16BE(2) : extra === 8 ? Number(bytes.readBigUInt64BE(2)) : short;
  const size = head + length;
  if (bytes.length < size) return undefined;
  const mask = bytes.subarray(head - 4, head);
  const data = Buffer.from(bytes.subarray(head, size).map((byte, at) => byte ^ (mask[at % 4] ?? 0)));
  return { kind: bytes.readUInt8(0) & 0x0f, data, size };
}

/**
 * @param {number} kind
 * @param {Buffer} data
 */
function makeFrame(kind, data) {
  const long = data.length > 65535;
  const head = Buffer.alloc(data.length < 126 ? 2 : long ? 10 : 4);
  head.writeUInt8(0x80 | kind, 0);
  head.writeUInt8(data.length < 126 ? data.length : long ? 127 : 126, 1);
  if (long) head.writeBigUInt64BE(BigInt(data.length), 2);
  else if (data.length >= 126) head.writeUInt16BE(data.length, 2);
  return Buffer.concat([head, data]);
}
