//! From bytes to text: a byte order mark, then what the caller or the document says, then strict UTF-8, then GB18030
//! (which has GBK and GB2312 in it), then detection.
//!
//! Every name of the GB family is decoded as GB18030, as browsers do: pages declare gb2312 and use GBK. The reason is
//! kept beside the choice. Bytes that are no text become U+FFFD, and are counted.

use encoding_rs::{BIG5, Encoding as Charset, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use gongwen::block::{Encoding, EncodingReason};

use crate::error::Error;

/// Text and what it was decoded from. A byte order mark stays in it, as a character that the core takes out and
/// records.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
}

/// The encoding that a caller names.
pub(crate) fn named(label: &str) -> Result<&'static Charset, Error> {
    let found = Charset::for_label(label.as_bytes());
    found.map(family).ok_or_else(|| Error::Encoding { label: label.to_owned() })
}

/// GB2312 and GBK are parts of GB18030.
fn family(charset: &'static Charset) -> &'static Charset {
    if charset.name() == "GBK" { GB18030 } else { charset }
}

/// Decodes bytes. `forced` is what the caller says, `declared` what the document says of itself.
pub(crate) fn decode(bytes: Vec<u8>, forced: Option<&'static Charset>, declared: Option<&str>) -> Decoded {
    if let Some(charset) = forced {
        return with(&bytes, charset, EncodingReason::Option);
    }
    if let Some((charset, _)) = Charset::for_bom(&bytes) {
        if charset != UTF_8 {
            return with(&bytes, charset, EncodingReason::ByteOrderMark);
        }
        return match String::from_utf8(bytes) {
            Ok(text) => Decoded { text, encoding: chosen(UTF_8, EncodingReason::ByteOrderMark, 0) },
            Err(error) => with(error.as_bytes(), UTF_8, EncodingReason::ByteOrderMark),
        };
    }
    let declared = declared.and_then(|label| Charset::for_label(label.trim().as_bytes())).map(family);
    if let Some(charset) = declared.filter(|charset| charset.is_ascii_compatible() && *charset != UTF_8)
        && let Some(text) = strictly(&bytes, charset)
        // A page that says gb2312 and is UTF-8: what is UTF-8 is hardly ever anything else.
        && (std::str::from_utf8(&bytes).is_err() || bytes.is_ascii())
    {
        return Decoded { text, encoding: chosen(charset, EncodingReason::Declared, 0) };
    }
    if let Some(charset) = wide(&bytes) {
        return with(&bytes, charset, EncodingReason::Detected);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            let reason =
                if declared == Some(UTF_8) { EncodingReason::Declared } else { EncodingReason::Valid };
            return Decoded { text, encoding: chosen(UTF_8, reason, 0) };
        }
        Err(error) => error.into_bytes(),
    };
    let big5 = looks_like_big5(&bytes);
    if !big5 && let Some(text) = strictly(&bytes, GB18030) {
        return Decoded { text, encoding: chosen(GB18030, EncodingReason::Valid, 0) };
    }
    let charset = match declared {
        Some(charset) => charset,
        None if big5 => BIG5,
        None => fewest_errors(&bytes),
    };
    let reason = if declared.is_some() { EncodingReason::Declared } else { EncodingReason::Detected };
    with(&bytes, charset, reason)
}

fn chosen(charset: &'static Charset, reason: EncodingReason, replaced: usize) -> Encoding {
    Encoding { name: charset.name().to_owned(), reason, replaced }
}

fn with(bytes: &[u8], charset: &'static Charset, reason: EncodingReason) -> Decoded {
    let (text, errors) = charset.decode_without_bom_handling(bytes);
    let replaced = if errors { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { encoding: chosen(charset, reason, replaced), text: text.into_owned() }
}

fn strictly(bytes: &[u8], charset: &'static Charset) -> Option<String> {
    charset.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

/// UTF-16 without a byte order mark. Line feeds and digits have a zero byte, which no other encoding of text has; read
/// the right way round most characters are common ones, and the wrong way round hardly any.
fn wide(bytes: &[u8]) -> Option<&'static Charset> {
    const SEEN: usize = 4096;
    let seen = &bytes[..bytes.len().min(SEEN) / 2 * 2];
    if !seen.contains(&0) {
        return None;
    }
    let readable = |charset: &'static Charset| {
        let text = charset.decode_without_bom_handling(seen).0;
        let plain = |c: char| COMMON.contains(c) || matches!(c, ' '..='~' | '\n' | '\r' | '\t' | '\u{3000}');
        text.chars().filter(|&c| plain(c)).count()
    };
    let (little, big) = (readable(UTF_16LE), readable(UTF_16BE));
    let all = seen.len() / 2;
    let clear = |one: usize, other: usize| one * 2 > all && other * 4 < one;
    if clear(little, big) { Some(UTF_16LE) } else { clear(big, little).then_some(UTF_16BE) }
}

/// Whether bytes that are valid GB18030 are Big5 all the same. Traditional text in Big5 read as GBK is full of rare
/// and private-use characters; simplified text read as Big5 is so the other way round.
fn looks_like_big5(bytes: &[u8]) -> bool {
    const SEEN: usize = 64 * 1024;
    let seen = &bytes[..bytes.len().min(SEEN)];
    let rarity = |charset: &'static Charset| {
        let text = charset.decode_without_bom_handling(seen).0;
        let (mut odd, mut all) = (0_usize, 0_usize);
        for c in text.chars().filter(|c| !c.is_ascii()) {
            all += 1;
            odd += usize::from(!COMMON.contains(c));
        }
        (odd, all.max(1))
    };
    let (gb_odd, gb_all) = rarity(GB18030);
    let (big5_odd, big5_all) = rarity(BIG5);
    // Shares, compared without a division.
    big5_odd * gb_all * 2 < gb_odd * big5_all
}

/// The most frequent characters of official prose, simplified and traditional, with its punctuation: a text in
/// which few of them stand was decoded wrongly.
const COMMON: &str = "，。、：；“”（）《》的一是不了在人有我他这中大来上个国和地到说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运們個來這國為與過發說時會對學長實關點問業開動間應產總機現員計體務領導黨組織檢查單位責任監督改進項目標準專題會議於後與將並無從經還種處總區縣鎮鄉黨整巡察改落反馈措施完成局委府厅查";

/// Of GB18030 and Big5 the one that replaces fewer bytes; what both do badly is left to statistics.
fn fewest_errors(bytes: &[u8]) -> &'static Charset {
    let errors =
        |charset: &'static Charset| charset.decode_without_bom_handling(bytes).0.matches('\u{fffd}').count();
    let (utf8, gb, big5) = (errors(UTF_8), errors(GB18030), errors(BIG5));
    let best = utf8.min(gb).min(big5);
    // Some of the text may be damaged.
    if best * 25 <= bytes.len() {
        return if utf8 == best {
            UTF_8
        } else if gb == best {
            GB18030
        } else {
            BIG5
        };
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    family(detector.guess(None, chardetng::Utf8Detection::Allow))
}
