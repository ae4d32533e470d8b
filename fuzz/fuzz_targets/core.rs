//! The core: any text.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gongwen_fuzz::check(gongwen::block::Document::new(String::from_utf8_lossy(bytes), gongwen::block::Format::Markdown)));
