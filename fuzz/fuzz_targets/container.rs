//! Whatever it is: telling formats, archives.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gongwen_fuzz::read_any(bytes));
