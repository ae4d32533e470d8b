//! A circular from standard input as a fragment: `cargo run -p gongwen-view --example fragment < circular.txt`.

use std::io::Read as _;

fn main() -> std::io::Result<()> {
    let mut source = String::new();
    std::io::stdin().read_to_string(&mut source)?;
    println!("{}", gongwen_view::fragment::circular(&gongwen::parse(&source)));
    Ok(())
}
