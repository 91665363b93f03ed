"""A small WebSocket client (RFC 6455) on asyncio, enough to watch leads."""

import asyncio
import base64
import json
import os
import struct


class Closed(Exception):
    """The other side closed; `code` says why."""

    def __init__(self, code, reason=""):
        super().__init__(f"closed with {code} {reason}")
        self.code, self.reason = code, reason


def masked(payload, opcode):
    """A frame from a client, in one piece."""
    key = os.urandom(4)
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", 0x80 | opcode, 0x80 | size)
    elif size < 65536:
        head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
    else:
        head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, size)
    return head + key + bytes(byte ^ key[i % 4] for i, byte in enumerate(payload))


class WebSocket:
    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    @classmethod
    async def connect(cls, port, path="/ws/leads", limit=2**16, key=None, tls=None):
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=limit, ssl=tls)
        nonce = base64.b64encode(os.urandom(16)).decode()
        credential = f"Authorization: Bearer {key}\r\n" if key else ""
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     f"Sec-WebSocket-Key: {nonce}\r\nSec-WebSocket-Version: 13\r\n{credential}\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101"):
            raise ConnectionError(f"no upgrade: {head[:200]!r}")
        return cls(reader, writer)

    async def send(self, message):
        self.writer.write(masked(json.dumps(message).encode(), 1))
        await self.writer.drain()

    async def frame(self):
        first, second = await self.reader.readexactly(2)
        size = second & 127
        if size == 126:
            (size,) = struct.unpack("!H", await self.reader.readexactly(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", await self.reader.readexactly(8))
        return first & 15, bool(first & 128), await self.reader.readexactly(size)

    async def receive_text(self):
        """The next text message; pings are answered on the way. Raises Closed."""
        message = b""
        while True:
            opcode, final, payload = await self.frame()
            if opcode == 8:
                code = struct.unpack("!H", payload[:2])[0] if len(payload) >= 2 else 1005
                raise Closed(code, payload[2:].decode(errors="replace"))
            if opcode == 9:
                self.writer.write(masked(payload, 10))
            elif opcode in (0, 1, 2):
                message += payload
                if final:
                    return message

    async def receive(self):
        return json.loads(await self.receive_text())

    async def subscribe(self, **filters):
        """Subscribes and gives the answer."""
        await self.send({"type": "subscribe"} | filters)
        while True:
            message = await self.receive()
            if message["type"] in ("subscribed", "error"):
                return message

    def abort(self):
        self.writer.transport.abort()
