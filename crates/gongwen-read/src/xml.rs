//! XML of packages, read as a stream: bounded depth, no entity but the five of XML and character references, no
//! external anything. A cut document ends early and says so.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::Fault;
use crate::limits::{Budget, Limit};

/// What stands next in a document. Names are local: without their prefix.
#[derive(Debug)]
pub(crate) enum Token<'x> {
    /// A start tag; an empty element gives an `Open` and a `Close`.
    Open(Tag<'x>),
    Close,
    Text(String),
    /// The end; `cut` where elements were still open, or the text is no XML from here on.
    End {
        cut: bool,
    },
}

/// A start tag.
#[derive(Debug)]
pub(crate) struct Tag<'x>(BytesStart<'x>);

impl Tag<'_> {
    /// Its local name.
    pub(crate) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// Its name with the prefix.
    pub(crate) fn full_name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// The value of an attribute, by its local name.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        attributes.flatten().find_map(|attribute| {
            (local(attribute.key.into_inner()) == name).then(|| {
                attribute
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned)
            })
        })
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.bytes().position(|byte| byte == b':').map_or(name, |colon| &name[colon + 1..])
}

fn reader(bytes: &[u8]) -> Reader<&[u8]> {
    let mut reader = Reader::from_reader(bytes);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    reader
}

/// A stream of tokens.
pub(crate) struct Xml<'x> {
    bytes: &'x [u8],
    reader: Reader<&'x [u8]>,
    /// Where in the bytes the reader began.
    offset: usize,
    depth: u64,
    /// An empty element was opened, and closes next.
    empty: bool,
    count: u32,
    cut: bool,
}

impl<'x> Xml<'x> {
    pub(crate) fn new(bytes: &'x [u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        Self { bytes, reader: reader(bytes), offset: 0, depth: 0, empty: false, count: 0, cut: false }
    }

    /// Elements that are open.
    pub(crate) fn depth(&self) -> u64 {
        self.depth
    }

    /// Whether the end was met where elements were still open, or in what is no XML.
    pub(crate) fn is_cut(&self) -> bool {
        self.cut
    }

    /// The next token. Fails only at a limit.
    pub(crate) fn next(&mut self, budget: &Budget) -> Result<Token<'x>, Fault> {
        if std::mem::take(&mut self.empty) {
            self.depth = self.depth.saturating_sub(1);
            return Ok(Token::Close);
        }
        self.count += 1;
        if self.count.is_multiple_of(4096) {
            budget.time()?;
        }
        loop {
            let Ok(event) = self.reader.read_event() else {
                self.cut = true;
                return Ok(Token::End { cut: true });
            };
            return Ok(match event {
                Event::Start(tag) => {
                    self.open(budget)?;
                    Token::Open(Tag(tag))
                }
                Event::Empty(tag) => {
                    self.open(budget)?;
                    self.empty = true;
                    Token::Open(Tag(tag))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::Close
                }
                Event::Text(text) => Token::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Token::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => {
                    let text = match reference.resolve_char_ref() {
                        Ok(Some(c)) => c.to_string(),
                        Ok(None) => match &*reference {
                            "amp" => "&".to_owned(),
                            "lt" => "<".to_owned(),
                            "gt" => ">".to_owned(),
                            "quot" => "\"".to_owned(),
                            "apos" => "'".to_owned(),
                            // An entity that a document type would define: what it stands for is never looked up.
                            name => format!("&{name};"),
                        },
                        Err(_) => "\u{fffd}".to_owned(),
                    };
                    Token::Text(text)
                }
                Event::Eof => {
                    self.cut |= self.depth > 0;
                    Token::End { cut: self.cut }
                }
                _ => continue,
            });
        }
    }

    fn open(&mut self, budget: &Budget) -> Result<(), Fault> {
        self.depth += 1;
        if self.depth > budget.limits.depth { Err(Fault::Limit(Limit::Depth)) } else { Ok(()) }
    }

    /// The next start tag in the element that is `depth` deep, at whatever depth; `None` at its end.
    pub(crate) fn next_in(&mut self, depth: u64, budget: &Budget) -> Result<Option<Tag<'x>>, Fault> {
        loop {
            match self.next(budget)? {
                Token::Open(tag) => return Ok(Some(tag)),
                Token::Close if self.depth < depth => return Ok(None),
                Token::End { .. } => return Ok(None),
                Token::Close | Token::Text(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that was opened last, of which no kind holds another: its end is found
    /// without looking at what stands before.
    pub(crate) fn skip_flat(&mut self, full_name: &str, budget: &Budget) -> Result<(), Fault> {
        let at =
            usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).saturating_add(self.offset);
        let end = format!("</{full_name}>");
        let rest = self.bytes.get(at..).filter(|_| !self.empty);
        let Some(found) = rest.and_then(|rest| memchr::memmem::find(rest, end.as_bytes())) else {
            return self.skip(budget);
        };
        self.offset = at + found + end.len();
        self.reader = reader(&self.bytes[self.offset..]);
        self.depth = self.depth.saturating_sub(1);
        Ok(())
    }

    /// Passes over the rest of the element that was opened last.
    pub(crate) fn skip(&mut self, budget: &Budget) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Token::End { .. } = self.next(budget)? {
                break;
            }
        }
        Ok(())
    }
}
