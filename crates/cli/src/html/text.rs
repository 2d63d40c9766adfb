//! Decoded text that knows where it was written.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as TokenSpan, Tokenizer};
use pyxide_diagnostic::Span;

/// Text or an attribute's value: entities decoded, line breaks as `\n`.
#[derive(Debug, Default)]
pub struct Text {
    value: String,
    /// Where each part of the value begins, and where that part was written.
    parts: Vec<(usize, Span)>,
    is_attribute: bool,
}

impl Text {
    /// The value of an attribute.
    pub(super) fn attribute(value: &[u8], span: Span) -> Self {
        let mut text = Self { is_attribute: true, ..Self::default() };
        text.push(value, span);
        text
    }

    pub(super) fn push(&mut self, value: &[u8], span: Span) {
        self.parts.push((self.value.len(), span));
        self.value.push_str(&String::from_utf8_lossy(value));
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// Where it was written, from its first character to its last.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        let ((_, first), (_, last)) = (self.parts.first()?, self.parts.last()?);
        Some(first.to(*last))
    }

    /// Where in `html` a part of this text was written.
    #[must_use]
    pub fn place(&self, span: Span, html: &str) -> Span {
        let part = |at: &dyn Fn(usize) -> bool| self.parts.partition_point(|(start, _)| at(*start));
        let start = self.offset(span.start, part(&|start| start <= span.start), html);
        if span.end <= span.start {
            return Span::new(start, start);
        }
        // Two parts have a tag between them, which belongs to neither.
        let end = self.offset(span.end, part(&|start| start < span.end), html);
        Span::new(start, end.max(start))
    }

    /// Where a byte of the value was written, which is in the part before `index`.
    fn offset(&self, offset: usize, index: usize, html: &str) -> usize {
        let index = index.saturating_sub(1);
        let Some(&(start, span)) = self.parts.get(index) else { return 0 };
        let end = self.parts.get(index + 1).map_or(self.value.len(), |(next, _)| *next);
        let raw = html.get(span.start..span.end).unwrap_or_default();
        let decoded = self.value.get(start..end).unwrap_or_default();
        span.start + raw_offset(raw, decoded, offset.saturating_sub(start), self.is_attribute)
    }
}

/// Where in `raw` the byte `offset` of `decoded` was written.
fn raw_offset(raw: &str, decoded: &str, offset: usize, is_attribute: bool) -> usize {
    if offset >= decoded.len() {
        return raw.len();
    }
    if raw == decoded {
        return offset;
    }
    // An entity ends before the next one begins, so each piece can be decoded by itself.
    let (mut before, mut start) = (0, 0);
    while start < raw.len() && before < offset {
        let rest = &raw[start..];
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = rest[first..].find(['&', '\r', '\0']).map_or(rest.len(), |at| first + at);
        let piece = &rest[..length];
        let text = decode(piece, is_attribute);
        if before + text.len() > offset {
            // Whatever begins the piece, the rest of it stands as it is.
            let from_end = before + text.len() - offset;
            let same = piece.bytes().rev().zip(text.bytes().rev());
            let same = same.take_while(|(a, b)| a == b).count();
            return start + if from_end <= same { length - from_end } else { 0 };
        }
        before += text.len();
        start += length;
    }
    start
}

fn decode(piece: &str, is_attribute: bool) -> String {
    let quote = if piece.contains('"') { '\'' } else { '"' };
    let wrapped;
    let html = if is_attribute {
        wrapped = format!("<a b={quote}{piece}{quote}>");
        &wrapped
    } else {
        piece
    };
    let mut text = Vec::new();
    let collect = |event: CallbackEvent<'_>, _: TokenSpan<()>| -> Option<()> {
        match event {
            CallbackEvent::String { value } if !is_attribute => text.extend(value),
            CallbackEvent::AttributeValue { value } => text.extend(value),
            _ => {}
        }
        None
    };
    // A text in memory can be read to its end.
    for Ok(()) in Tokenizer::new_with_emitter(html, CallbackEmitter::new(collect)) {}
    String::from_utf8_lossy(&text).into_owned()
}
