//! Writes small Word 97 files, with just what a test needs in them (MS-DOC, MS-CFB).

/// Where the text stands in the document stream.
const TEXT_AT: usize = 0x400;
const SECTOR: usize = 512;
/// Shorter streams would stand in another place.
const STREAM: usize = 4096;

#[derive(Debug, Clone, Default)]
pub(crate) struct Word {
    text: Vec<u16>,
    /// End of each paragraph, its style and properties.
    paragraphs: Vec<(usize, u16, Vec<u8>)>,
    /// Properties of some characters.
    runs: Vec<(usize, usize, Vec<u8>)>,
    /// Characters at the start that are written in one byte.
    pub(crate) narrow: usize,
    /// What a fast save lays over the text in two bytes.
    pub(crate) modifier: u16,
    pub(crate) encrypted: bool,
    /// Parts of the table stream by their index; the levels of lists behind theirs.
    parts: Vec<(usize, Vec<u8>, Vec<u8>)>,
    styles: Vec<Vec<u8>>,
}

impl Word {
    /// Adds a paragraph, which ends with its last character.
    pub(crate) fn para(mut self, text: &str, style: u16, properties: &[u8]) -> Self {
        self.text.extend(text.encode_utf16());
        self.paragraphs.push((self.text.len(), style, properties.to_vec()));
        self
    }

    /// Gives properties to the words, where they stand first.
    pub(crate) fn run(mut self, words: &str, properties: &[u8]) -> Self {
        let words: Vec<u16> = words.encode_utf16().collect();
        let at = self.text.windows(words.len()).position(|window| window == words).unwrap();
        self.runs.push((at, at + words.len(), properties.to_vec()));
        self
    }

    /// Adds a style by its number among those built in.
    pub(crate) fn style(mut self, built_in: u16, properties: &[u8]) -> Self {
        let mut style = Vec::new();
        for word in [built_in, 0xFFF1, 2, 0, 0] {
            style.extend(u16::to_le_bytes(word));
        }
        style.extend([0; 4]);
        style.extend(u16::to_le_bytes(u16::try_from(properties.len() + 2).unwrap()));
        style.extend([0, 0]);
        style.extend(properties);
        style.extend(vec![0; style.len() % 2]);
        style.extend([0, 0]);
        self.styles.push(style);
        self
    }

    /// Adds lists, each of levels of a format and a text, and their overrides: a list and a start of its first level.
    pub(crate) fn lists(mut self, lists: &[&[Level]], overrides: &[(usize, Option<i32>)]) -> Self {
        let mut fixed = u16::to_le_bytes(u16::try_from(lists.len()).unwrap()).to_vec();
        let mut levels = Vec::new();
        for (index, list) in lists.iter().enumerate() {
            fixed.extend(u32::to_le_bytes(u32::try_from(index).unwrap() + 100));
            fixed.extend([0; 4]);
            for level in 0..9 {
                let style = list.get(level).map_or(0x0FFF, |level| level.style);
                fixed.extend(u16::to_le_bytes(style));
            }
            fixed.extend([u8::from(list.len() == 1), 0]);
            for level in 0..if list.len() == 1 { 1 } else { 9 } {
                levels.extend(list.get(level).copied().unwrap_or_default().bytes());
            }
        }
        let mut over = u32::to_le_bytes(u32::try_from(overrides.len()).unwrap()).to_vec();
        for (list, start) in overrides {
            over.extend(u32::to_le_bytes(u32::try_from(*list).unwrap() + 100));
            over.extend([0; 8]);
            over.extend([u8::from(start.is_some()), 0, 0, 0]);
        }
        for (_, start) in overrides {
            over.extend([0xFF; 4]);
            if let Some(start) = start {
                over.extend(i32::to_le_bytes(*start));
                over.extend(u32::to_le_bytes(0x10));
            }
        }
        self.parts.push((73, fixed, levels));
        self.parts.push((74, over, Vec::new()));
        self
    }

    fn offset(&self, position: usize) -> u32 {
        let wide = TEXT_AT + self.narrow + self.narrow % 2;
        let narrow = position < self.narrow || (position == self.narrow && position == self.text.len());
        let at = if narrow { TEXT_AT + position } else { wide + (position - self.narrow) * 2 };
        u32::try_from(at).unwrap()
    }

    /// The streams `WordDocument` and `1Table`.
    pub(crate) fn streams(&self) -> (Vec<u8>, Vec<u8>) {
        let mut word = vec![0; TEXT_AT];
        for unit in &self.text[..self.narrow] {
            word.push(u8::try_from(*unit).unwrap());
        }
        word.resize(word.len() + self.narrow % 2, 0);
        for unit in &self.text[self.narrow..] {
            word.extend(unit.to_le_bytes());
        }
        word.resize(word.len().next_multiple_of(SECTOR), 0);
        let characters = self.add_page(&mut word, 1, &self.character_page());
        let paragraphs = self.add_page(&mut word, 13, &self.paragraph_page());

        let mut table = Vec::new();
        let mut parts = self.parts.clone();
        parts.push((1, self.style_sheet(), Vec::new()));
        parts.push((12, characters, Vec::new()));
        parts.push((13, paragraphs, Vec::new()));
        parts.push((33, self.pieces(), Vec::new()));
        word[0x98..0x9A].copy_from_slice(&93_u16.to_le_bytes());
        for (index, part, behind) in parts {
            let place = [table.len(), part.len()].map(|number| u32::try_from(number).unwrap().to_le_bytes());
            word[0x9A + index * 8..0xA2 + index * 8].copy_from_slice(&place.concat());
            table.extend(part);
            table.extend(behind);
        }
        word[..2].copy_from_slice(&0xA5EC_u16.to_le_bytes());
        word[2..4].copy_from_slice(&0x00C1_u16.to_le_bytes());
        let flags = 0x0200 | if self.encrypted { 0x0100 } else { 0_u16 };
        word[10..12].copy_from_slice(&flags.to_le_bytes());
        let length = u32::try_from(self.text.len()).unwrap();
        let text = [self.offset(0), self.offset(self.text.len())].map(u32::to_le_bytes);
        word[0x18..0x20].copy_from_slice(&text.concat());
        word[0x4C..0x50].copy_from_slice(&length.to_le_bytes());
        (word, table)
    }

    pub(crate) fn file(&self) -> Vec<u8> {
        let (word, table) = self.streams();
        compound(&[("WordDocument", &word), ("1Table", &table)])
    }

    fn pieces(&self) -> Vec<u8> {
        let position = |at: usize| u32::try_from(at).unwrap().to_le_bytes();
        let mut ends = vec![0];
        let mut pieces = Vec::new();
        if self.narrow > 0 {
            ends.push(self.narrow);
            pieces.push(((self.offset(0) * 2) | (1 << 30), 0));
        }
        if self.narrow < self.text.len() {
            ends.push(self.text.len());
            pieces.push((self.offset(self.narrow), self.modifier));
        }
        let mut table: Vec<u8> = ends.into_iter().flat_map(position).collect();
        for (offset, modifier) in pieces {
            table.extend([0, 0]);
            table.extend(u32::to_le_bytes(offset));
            table.extend(u16::to_le_bytes(modifier));
        }
        let mut clx = vec![2];
        clx.extend(position(table.len()));
        clx.extend(table);
        clx
    }

    fn style_sheet(&self) -> Vec<u8> {
        let mut sheet = u16::to_le_bytes(18).to_vec();
        sheet.extend(u16::to_le_bytes(u16::try_from(self.styles.len()).unwrap()));
        sheet.extend(u16::to_le_bytes(10));
        sheet.extend([0; 14]);
        for style in &self.styles {
            sheet.extend(u16::to_le_bytes(u16::try_from(style.len()).unwrap()));
            sheet.extend(style);
        }
        sheet
    }

    /// Adds a page of runs; gives the table that names it.
    fn add_page(&self, word: &mut Vec<u8>, size: usize, runs: &[(u32, Vec<u8>)]) -> Vec<u8> {
        let mut page = vec![0; SECTOR];
        let mut end = SECTOR - 2;
        page[SECTOR - 1] = u8::try_from(runs.len()).unwrap();
        page[..4].copy_from_slice(&self.offset(0).to_le_bytes());
        for (index, (offset, properties)) in runs.iter().enumerate() {
            page[4 + index * 4..8 + index * 4].copy_from_slice(&offset.to_le_bytes());
            if !properties.is_empty() {
                end = (end - properties.len()) / 2 * 2;
                page[end..end + properties.len()].copy_from_slice(properties);
                page[(runs.len() + 1) * 4 + index * size] = u8::try_from(end / 2).unwrap();
            }
        }
        let number = u32::try_from(word.len() / SECTOR).unwrap();
        word.extend(page);
        [self.offset(0), self.offset(self.text.len()), number].map(u32::to_le_bytes).concat()
    }

    fn character_page(&self) -> Vec<(u32, Vec<u8>)> {
        let mut page = Vec::new();
        let mut sorted = self.runs.clone();
        sorted.sort();
        for (start, end, properties) in sorted {
            page.push((self.offset(start), Vec::new()));
            let mut bytes = vec![u8::try_from(properties.len()).unwrap()];
            bytes.extend(properties);
            page.push((self.offset(end), bytes));
        }
        page.push((self.offset(self.text.len()), Vec::new()));
        page
    }

    fn paragraph_page(&self) -> Vec<(u32, Vec<u8>)> {
        let page = self.paragraphs.iter().map(|(end, style, properties)| {
            let mut bytes = style.to_le_bytes().to_vec();
            bytes.extend(properties);
            if bytes.len() % 2 == 0 {
                bytes.splice(0..0, [0, u8::try_from(bytes.len() / 2).unwrap()]);
            } else {
                bytes.insert(0, u8::try_from(bytes.len().div_ceil(2)).unwrap());
            }
            (self.offset(*end), bytes)
        });
        page.collect()
    }
}

/// A level of a list; in its text, a character below 9 stands for the number of that level.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Level {
    pub(crate) format: u8,
    pub(crate) text: &'static str,
    pub(crate) start: i32,
    /// 1 all Arabic, 2 restarts only behind levels above `restart`.
    pub(crate) flags: u8,
    pub(crate) restart: u8,
    pub(crate) follow: u8,
    pub(crate) style: u16,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: 0, text: "", start: 1, flags: 0, restart: 0, follow: 2, style: 0x0FFF }
    }
}

impl Level {
    fn bytes(self) -> Vec<u8> {
        let mut bytes = self.start.to_le_bytes().to_vec();
        bytes.extend([self.format, self.flags]);
        let text: Vec<u16> = self.text.encode_utf16().collect();
        let mut places: Vec<u8> =
            (1..).zip(&text).filter(|(_, unit)| **unit < 9).map(|(place, _)| place).collect();
        places.resize(9, 0);
        bytes.extend(places);
        bytes.push(self.follow);
        bytes.extend([0; 8]);
        bytes.extend([0, 0, self.restart, 0]);
        bytes.extend(u16::try_from(text.len()).unwrap().to_le_bytes());
        bytes.extend(text.iter().flat_map(|unit| unit.to_le_bytes()));
        bytes
    }
}

/// A compound file of streams.
pub(crate) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    const FREE: u32 = 0xFFFF_FFFF;
    const END: u32 = 0xFFFF_FFFE;
    let mut table = vec![0xFFFF_FFFD, END];
    let mut directory = entry("Root Entry", 5, [FREE, FREE, 1], END, 0);
    let mut data = Vec::new();
    for (index, (name, stream)) in streams.iter().enumerate() {
        let mut stream = stream.to_vec();
        stream.resize(stream.len().max(STREAM).next_multiple_of(SECTOR), 0);
        let start = u32::try_from(table.len()).unwrap();
        let count = u32::try_from(stream.len() / SECTOR).unwrap();
        table.extend(start + 1..start + count);
        table.push(END);
        let next = if index + 1 < streams.len() { u32::try_from(index + 2).unwrap() } else { FREE };
        directory.extend(entry(name, 2, [next, FREE, FREE], start, stream.len()));
        data.extend(stream);
    }
    table.resize(SECTOR / 4, FREE);
    directory.resize(SECTOR, 0);

    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.extend([0; 16]);
    for word in [0x3E_u16, 3, 0xFFFE, 9, 6, 0, 0, 0] {
        file.extend(word.to_le_bytes());
    }
    for word in [0, 1, 1, 0, 4096, END, 0, END, 0, 0] {
        file.extend(u32::to_le_bytes(word));
    }
    file.resize(SECTOR, 0xFF);
    file.extend(table.iter().flat_map(|word| word.to_le_bytes()));
    file.extend(directory);
    file.extend(data);
    file
}

fn entry(name: &str, kind: u8, links: [u32; 3], start: u32, size: usize) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(entry.len() + 2).unwrap();
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    entry.extend(links.iter().flat_map(|link| link.to_le_bytes()));
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend(u64::try_from(size).unwrap().to_le_bytes());
    entry
}
