//! The walk over the tokens: groups, destinations, properties.

mod words;

use std::collections::HashMap;

use encoding_rs::Encoding as Charset;

use super::charset::{self, Coding};
use super::sink::{Chp, Item, Pap, Place, Sink};
use super::token::{Token, Tokens};
use crate::error::Fault;
use crate::limits::{Budget, Limit};
use crate::numeral;

/// What the text of a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Destination {
    Text,
    /// The number of a paragraph, as its writer showed it.
    Label,
    Skipped,
    Fonts,
    Styles,
    /// What a field was made from.
    Instruction,
}

/// What a group opens with, and what its end brings back.
#[derive(Debug, Clone, Copy)]
struct State {
    destination: Destination,
    /// What it was before a text that is given twice.
    before: Destination,
    /// Which of the open texts it goes to.
    sink: usize,
    /// The group began that text.
    owns: bool,
    chp: Chp,
    pap: Pap,
    font: i32,
    /// Characters that stand for one `\u` in old readers.
    fallback: usize,
}

/// A style, as far as it makes a heading.
#[derive(Debug, Default)]
struct Style {
    number: i32,
    outline: Option<i32>,
    name: String,
}

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) body: Vec<Item>,
    pub(super) notes: Vec<Vec<Item>>,
    /// Heads and feet, and whether they show the number of the page.
    pub(super) heads: Vec<(Vec<Item>, bool)>,
    pub(super) comments: Vec<Vec<Item>>,
    pub(super) cut: bool,
}

pub(super) struct Reader<'b> {
    tokens: Tokens<'b>,
    state: State,
    groups: Vec<State>,
    sinks: Vec<Sink>,
    found: Found,
    file: Option<&'static Charset>,
    fonts: HashMap<i32, Coding>,
    default_font: i32,
    headings: HashMap<i32, i32>,
    style: Style,
    /// What the field that is being read was made from.
    instruction: String,
    /// Bytes of text that are not decoded yet.
    bytes: Vec<u8>,
    /// The last of them is the first half of a character.
    half: bool,
    /// The first half of a pair of UTF-16 units.
    surrogate: Option<u16>,
    /// Characters still to be skipped after a `\u`.
    skip: usize,
    /// `\*` came: a destination that is not known is skipped.
    optional: bool,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        let state = State {
            destination: Destination::Text,
            before: Destination::Skipped,
            sink: 0,
            owns: false,
            chp: Chp::default(),
            pap: Pap::default(),
            font: -1,
            fallback: 1,
        };
        Self {
            tokens: Tokens::new(bytes),
            state,
            groups: Vec::new(),
            sinks: vec![Sink::new(Place::Body)],
            found: Found::default(),
            file: None,
            fonts: HashMap::new(),
            default_font: 0,
            headings: HashMap::new(),
            style: Style::default(),
            bytes: Vec::new(),
            half: false,
            instruction: String::new(),
            surrogate: None,
            skip: 0,
            optional: false,
        }
    }

    pub(super) fn read(mut self, budget: &Budget) -> Result<Found, Fault> {
        let mut count = 0_u32;
        while let Some(token) = self.tokens.next() {
            count += 1;
            if count.is_multiple_of(4096) {
                budget.time()?;
            }
            match token {
                Token::Open => {
                    self.flush();
                    self.skip = 0;
                    if self.groups.len() as u64 >= budget.limits.depth {
                        return Err(Fault::Limit(Limit::Depth));
                    }
                    self.groups.push(self.state);
                    self.state.owns = false;
                }
                Token::Close => {
                    self.flush();
                    self.skip = 0;
                    if self.groups.len() > 1 {
                        self.close();
                    } else if self.tokens.at_end() {
                        self.groups.clear();
                        break;
                    } else {
                        // One end too many: the text goes on.
                        self.found.cut = true;
                    }
                }
                Token::Byte(byte) => self.byte(byte),
                Token::Raw(byte) => {
                    self.byte(byte);
                    if self.half
                        && let Some(second) = self.tokens.second_half()
                    {
                        self.byte(second);
                    }
                }
                Token::Data => self.skip = self.skip.saturating_sub(1),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Word(word, number) => {
                    if self.skip > 0 && word != b"u" {
                        self.skip -= 1;
                    } else {
                        self.word(word, number);
                    }
                }
            }
        }
        self.flush();
        self.found.cut |= !self.groups.is_empty();
        while self.groups.len() > 1 {
            self.close();
        }
        let heading = self.heading();
        let body = &mut self.sinks[0];
        body.finish(&self.state.pap, heading);
        self.found.body = std::mem::take(&mut body.items);
        Ok(self.found)
    }

    fn heading(&self) -> Option<i32> {
        self.headings.get(&self.state.pap.style).copied()
    }

    fn sink(&mut self) -> &mut Sink {
        let last = self.sinks.len() - 1;
        &mut self.sinks[self.state.sink.min(last)]
    }

    /// Ends a group.
    fn close(&mut self) {
        let Some(outer) = self.groups.pop() else { return };
        if self.state.destination == Destination::Styles && outer.destination == Destination::Styles {
            self.end_style();
        }
        let instruction = self.state.destination == Destination::Instruction;
        let shown =
            if instruction && outer.destination == Destination::Text { self.end_field() } else { None };
        if self.state.owns && self.sinks.len() > 1 {
            let heading = self.heading();
            let pap = self.state.pap;
            if let Some(mut sink) = self.sinks.pop() {
                sink.finish(&pap, heading);
                self.keep(sink);
            }
        }
        self.state = outer;
        if let Some(text) = shown {
            self.put(&text);
        }
    }

    /// What the instruction of a field shows of itself.
    fn end_field(&mut self) -> Option<String> {
        let instruction = std::mem::take(&mut self.instruction);
        if instruction.trim_start().get(..4).is_some_and(|word| word.eq_ignore_ascii_case("page")) {
            self.sink().page_number = true;
        }
        numeral::equation(&instruction)
    }

    fn keep(&mut self, sink: Sink) {
        match sink.place {
            Place::Note => self.found.notes.push(sink.items),
            Place::Head => self.found.heads.push((sink.items, sink.page_number)),
            Place::Comment => self.found.comments.push(sink.items),
            Place::Box | Place::Body => {
                if let Some(outer) = self.sinks.last_mut() {
                    outer.hang(sink.items);
                }
            }
        }
    }

    /// The text of the group goes elsewhere.
    fn begin(&mut self, place: Place) {
        if self.state.destination == Destination::Skipped {
            return;
        }
        if self.state.owns {
            self.sink().place = place;
            return;
        }
        self.sinks.push(Sink::new(place));
        self.state.sink = self.sinks.len() - 1;
        self.state.owns = true;
        self.state.destination = Destination::Text;
        self.state.pap = Pap::default();
        self.state.chp =
            Chp { deleted: self.state.chp.deleted, hidden: self.state.chp.hidden, ..Chp::default() };
    }

    fn into(&mut self, destination: Destination) {
        if self.state.destination != Destination::Skipped {
            self.state.destination = destination;
        }
    }

    fn byte(&mut self, byte: u8) {
        // The second byte of a character belongs to the first, whatever it is.
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        self.optional = false;
        self.half = !self.half && charset::leads(byte, self.coding(), self.file);
        self.bytes.push(byte);
    }

    fn coding(&self) -> Coding {
        let font = if self.state.font < 0 { self.default_font } else { self.state.font };
        self.fonts.get(&font).copied().unwrap_or(Coding::OfFile)
    }

    /// Decodes the bytes that came.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        self.half = false;
        match self.state.destination {
            Destination::Skipped | Destination::Fonts => {}
            _ => {
                let text = charset::decode(&bytes, self.coding(), self.file);
                self.put(&text);
            }
        }
    }

    /// Adds text where the group says.
    fn put(&mut self, text: &str) {
        self.surrogate = None;
        let chp = self.state.chp;
        match self.state.destination {
            Destination::Text => self.sink().text(text, &chp),
            Destination::Label => self.sink().label(text),
            Destination::Styles => self.style.name.push_str(text),
            Destination::Instruction => self.instruction.push_str(text),
            Destination::Skipped | Destination::Fonts => {}
        }
    }

    fn add(&mut self, text: &str) {
        self.flush();
        self.put(text);
    }

    fn symbol(&mut self, symbol: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        match symbol {
            b'*' => self.optional = true,
            b'~' => self.add("\u{a0}"),
            b'_' => self.add("\u{2011}"),
            b'\r' | b'\n' => self.word(b"par", None),
            b'\t' => self.add("\t"),
            // Two digits should stand here: a character is lost.
            b'\'' => self.add("\u{fffd}"),
            _ => {}
        }
    }

    fn unicode(&mut self, number: i32) {
        self.flush();
        self.skip = self.state.fallback;
        // Negative where sixteen bits would be; some write more than sixteen.
        let number = if number < 0 { number.saturating_add(0x1_0000) } else { number };
        let Ok(code) = u32::try_from(number) else { return };
        let unit = u16::try_from(code).unwrap_or(0);
        match (self.surrogate.take(), unit) {
            (_, 0xD800..=0xDBFF) => self.surrogate = Some(unit),
            (Some(first), 0xDC00..=0xDFFF) => {
                let text: String =
                    char::decode_utf16([first, unit]).map(|c| c.unwrap_or('\u{fffd}')).collect();
                self.put(&text);
            }
            _ => {
                let c = char::from_u32(code).unwrap_or('\u{fffd}');
                self.put(c.encode_utf8(&mut [0; 4]));
            }
        }
    }

    fn end_style(&mut self) {
        let style = std::mem::take(&mut self.style);
        let name = style.name.trim().trim_end_matches(';').trim().to_lowercase();
        let named = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"));
        let named =
            named.and_then(|number| number.trim().parse::<i32>().ok()).map(|depth| depth.saturating_sub(1));
        if let Some(level) = style.outline.or(named) {
            self.headings.insert(style.number, level);
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        let optional = std::mem::take(&mut self.optional);
        if word == b"u" {
            self.unicode(number.unwrap_or(0));
            return;
        }
        self.flush();
        self.surrogate = None;
        if self.destination(word) || self.definition(word, number) {
            return;
        }
        if optional {
            self.state.destination = Destination::Skipped;
            return;
        }
        if self.state.destination == Destination::Skipped {
            return;
        }
        if !self.properties(word, number) && !self.row(word, number) {
            self.character(word);
        }
    }
}
