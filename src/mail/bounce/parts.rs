//! A message taken apart, one level deep.

use mail_parser::{Message, MessageParser, MimeHeaders as _};

/// The parts of a message that are looked at. A report has three.
const PARTS_MAX: usize = 16;

/// Headers and what stands below them. Only the headers are parsed: a parser of whole messages goes as deep as the
/// message says, and a hostile one says thousands. What we look for stands at the first level (RFC 6522), unencoded
/// (RFC 3464, 2.1).
pub(super) struct Part<'a> {
    pub(super) head: Message<'a>,
    pub(super) body: &'a [u8],
}

impl<'a> Part<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let head = MessageParser::default().parse_headers(bytes)?;
        Some(Self { head, body: below_headers(bytes) })
    }

    /// Whether it is of this kind, and one of these subtypes.
    pub(super) fn is(&self, kind: &str, subtypes: &[&str]) -> bool {
        self.head.content_type().is_some_and(|found| {
            let subtype = found.subtype().unwrap_or_default();
            found.ctype().eq_ignore_ascii_case(kind) && subtypes.iter().any(|known| subtype.eq_ignore_ascii_case(known))
        })
    }

    /// The parts between the boundaries; none where it has no boundary.
    pub(super) fn parts(&self) -> Vec<Part<'a>> {
        let Some(boundary) = self.head.content_type().and_then(|found| found.attribute("boundary")) else {
            return Vec::new();
        };
        let (mut parts, mut start, mut at) = (Vec::new(), None, 0);
        for line in self.body.split_inclusive(|byte| *byte == b'\n') {
            let end = at;
            at += line.len();
            let Some(last) = is_boundary(line, boundary) else { continue };
            parts.extend(start.and_then(|start| Part::read(self.body.get(start..end)?)));
            if last || parts.len() >= PARTS_MAX {
                return parts;
            }
            start = Some(at);
        }
        // A report that was cut off on its way still says what it says.
        parts.extend(start.and_then(|start| Part::read(self.body.get(start..)?)));
        parts
    }
}

/// What stands below the first empty line.
fn below_headers(bytes: &[u8]) -> &[u8] {
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if matches!(line, b"\n" | b"\r\n") {
            break;
        }
    }
    bytes.get(at..).unwrap_or_default()
}

/// Whether a line is the boundary, and if so, whether it is the last one.
fn is_boundary(line: &[u8], boundary: &str) -> Option<bool> {
    match line.strip_prefix(b"--")?.strip_prefix(boundary.as_bytes())?.trim_ascii_end() {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}
