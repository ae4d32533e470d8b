//! Groups, control words and text of a file.

/// What stands next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    Open,
    Close,
    /// `\fs32`: letters and a number.
    Word(&'b [u8], Option<i32>),
    /// `\~`: anything but a letter.
    Symbol(u8),
    /// One byte of text, by its hexadecimal digits or in ASCII.
    Byte(u8),
    /// One byte of text beyond ASCII, as it stands.
    Raw(u8),
    /// `\bin`: data.
    Data,
}

/// The tokens of a file.
#[derive(Debug)]
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Whether nothing but white space and zeros follows.
    pub(super) fn at_end(&self) -> bool {
        self.bytes[self.at..].iter().all(|byte| byte.is_ascii_whitespace() || matches!(byte, 0 | 0x1A))
    }

    /// Takes the next byte if it is a mark of the language: as the second half of a character it is none.
    pub(super) fn second_half(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        let mark = matches!(byte, b'{' | b'}' | b'\\');
        self.at += usize::from(mark);
        mark.then_some(byte)
    }

    fn escape(&mut self) -> Option<Token<'b>> {
        let next = *self.bytes.get(self.at)?;
        if next.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.at += 1;
        match next {
            b'\'' => {
                let digit = |at: usize| char::from(*self.bytes.get(at)?).to_digit(16);
                let (high, low) = (digit(self.at), digit(self.at + 1));
                let Some(byte) = high.zip(low).and_then(|(high, low)| u8::try_from(high * 16 + low).ok())
                else {
                    // What is no number is not read as one; the text behind it stays.
                    return Some(Token::Symbol(b'\''));
                };
                self.at += 2;
                Some(Token::Byte(byte))
            }
            b'\\' | b'{' | b'}' => Some(Token::Byte(next)),
            _ => Some(Token::Symbol(next)),
        }
    }

    fn word(&mut self) -> Token<'b> {
        let rest = &self.bytes[self.at..];
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let minus = usize::from(rest.get(letters) == Some(&b'-'));
        let digits = rest[letters + minus..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut length = letters;
        let mut number = None;
        if digits > 0 {
            length += minus + digits;
            let text = std::str::from_utf8(&rest[letters..length]).unwrap_or_default();
            number = Some(text.parse().unwrap_or(if minus == 1 { i32::MIN } else { i32::MAX }));
        }
        let word = &rest[..letters];
        length += usize::from(rest.get(length) == Some(&b' '));
        self.at += length;
        if word == b"bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(length).min(self.bytes.len());
            return Token::Data;
        }
        Token::Word(word, number)
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.escape(),
                // Ends of lines are those of the file, not of the text.
                b'\r' | b'\n' | 0 => continue,
                b'\t' => Some(Token::Word(b"tab", None)),
                0x80.. => Some(Token::Raw(byte)),
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_one_space_or_at_anything_else() {
        let tokens: Vec<Token> = Tokens::new(b"{\\b \\fi-20x\\'d5\\'zz\\\\\\~\\bin3 }}}}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word(b"b", None),
                Token::Word(b"fi", Some(-20)),
                Token::Byte(b'x'),
                Token::Byte(0xD5),
                Token::Symbol(b'\''),
                Token::Byte(b'z'),
                Token::Byte(b'z'),
                Token::Byte(b'\\'),
                Token::Symbol(b'~'),
                Token::Data,
                Token::Close,
            ]
        );
    }

    #[test]
    fn a_cut_file_gives_what_is_there() {
        assert_eq!(Tokens::new(b"{\\rtf1\\").count(), 2);
        assert_eq!(Tokens::new(b"\\bin99999999999 x").count(), 1);
    }
}
