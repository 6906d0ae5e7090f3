"""A mail server that somebody else wrote (aiosmtpd), for `.ci/mail`.

serve FOLDER CERTIFICATE KEY   listens on three free ports of this machine, prints them, and keeps each letter as a file
registered FILE ADDRESS NUMBER fails unless the file is the first letter about that claim to that address
judge FILE ADDRESS             fails unless the file is the test letter to that address, with subject and both parts
"""

import asyncio
import email
import email.policy
import pathlib
import ssl
import sys


def serve(folder, certificate, key):
    from aiosmtpd.smtp import SMTP, AuthResult

    class Keep:
        async def handle_DATA(self, server, session, envelope):
            number = len(list(folder.iterdir()))
            # Whoever looks for a letter finds it whole or not at all.
            unready = folder / f"{number}.part"
            unready.write_bytes(envelope.content)
            unready.rename(folder / f"{number}.eml")
            return "250 2.0.0 Kept"

    def known(server, session, envelope, mechanism, data):
        good = (data.login, data.password) == (b"santun@kota.example", b"ra:ha/sia@")
        # Not handled: the server itself says 235 or 535.
        return AuthResult(success=good, handled=False)

    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    closed = dict(tls_context=tls, require_starttls=True, auth_required=True, authenticator=known)

    async def run():
        loop = asyncio.get_running_loop()
        ways = [
            (lambda: SMTP(Keep()), None),
            (lambda: SMTP(Keep(), **closed), None),
            (lambda: SMTP(Keep()), tls),
        ]
        servers = [await loop.create_server(way, "127.0.0.1", 0, ssl=wrapped) for way, wrapped in ways]
        print(*(server.sockets[0].getsockname()[1] for server in servers), flush=True)
        await asyncio.gather(*(server.serve_forever() for server in servers))

    asyncio.run(run())


def registered(file, address, number):
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    plain, html = message.get_body(("plain",)).get_content(), message.get_body(("html",)).get_content()
    wanted = {
        "to": message["To"].addresses[0].addr_spec == address,
        "subject": message["Subject"] == "Laporan diterima",
        "automatic": message["Auto-Submitted"] == "auto-generated",
        "number": number in plain and number in html,
        "free": "gratis" in plain,
        "defects": not message.defects,
    }
    wrong = [what for what, right in wanted.items() if not right]
    if wrong:
        sys.exit(f"the letter is wrong in {', '.join(wrong)}:\n{plain}")


def judge(file, address):
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    wanted = {
        "to": message["To"] == address,
        "from": message["From"] == "Kantor Santun – Kota <santun@kota.example>",
        "subject": message["Subject"] == "Surat percobaan dari Santun / A test letter from Santun",
        "message id": message["Message-ID"].endswith("@kota.example>"),
        "automatic": message["Auto-Submitted"] == "auto-generated",
        "kind": message.get_content_type() == "multipart/alternative",
        "text": "mencoba pengiriman surat" in plain.get_content() and "<p>" not in plain.get_content(),
        "html": "<p>Surat ini dikirim" in html.get_content(),
        "defects": not message.defects,
    }
    wrong = [what for what, holds in wanted.items() if not holds]
    if wrong:
        sys.exit(f"{file.name}: wrong in the letter: {', '.join(wrong)}\n{message}")


match sys.argv[1:]:
    case ["serve", folder, certificate, key]:
        serve(pathlib.Path(folder), certificate, key)
    case ["registered", file, address, number]:
        registered(pathlib.Path(file), address, number)
    case ["judge", file, address]:
        judge(pathlib.Path(file), address)
    case _:
        sys.exit(__doc__)
