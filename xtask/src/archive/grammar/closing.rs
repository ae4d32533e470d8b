//! The end of a circular: how to reach the body, signature, date.

use fastrand::Rng;

use super::body::Flow;
use super::profile::Profile;
use super::words::places::STREETS;
use super::words::prose::INVITATIONS;
use crate::archive::document::{Fragment, Style};
use crate::archive::random::{chance, pick};
use crate::archive::truth::Contact;

/// A way to reach the body: as it is written with its label, and what is known of it.
struct Item {
    text: String,
    contacts: Vec<Contact>,
}

/// Writes the end; what it tells of contacts, in the order of the text.
pub(super) fn write(rng: &mut Rng, profile: &Profile, flow: &mut Flow) -> Result<Vec<Contact>, String> {
    let mut contacts = Vec::new();
    if chance(rng, 85.0) {
        let mut items = vec![phones(rng), address(rng, profile), mail(rng)];
        if rng.bool() {
            items.swap(1, 2);
        }
        items.truncate(rng.usize(1..=3));
        let invitation = pick(rng, INVITATIONS);
        // On a line of its own a number is not cut behind its area code.
        let apart = rng.bool() || items.iter().any(|item| item.text.contains("（0"));
        let joined: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
        if apart {
            flow.line(Style::Body, &Fragment::plain(invitation));
            for item in &joined {
                flow.line(Style::Body, &Fragment::plain(*item));
            }
        } else {
            let line = format!("{invitation}{}。", joined.join("；"));
            flow.line(Style::Body, &Fragment::plain(line));
        }
        contacts.extend(items.into_iter().flat_map(|item| item.contacts));
    }
    flow.line(Style::Right, &Fragment::plain(profile.issuer.clone()));
    flow.line(Style::Right, &profile.calendar.signature(rng));
    Ok(contacts)
}

fn contact(kind: &str, value: impl Into<String>) -> Contact {
    Contact { kind: kind.to_owned(), value: value.into() }
}

fn phones(rng: &mut Rng) -> Item {
    let word = pick(rng, &["联系电话", "监督电话", "电话"]);
    let area = pick(rng, &["0571", "0373", "0855"]);
    let (one, other) = (rng.u32(20_000_000..89_999_999), rng.u32(20_000_000..89_999_999));
    let (text, numbers) = match rng.u8(..4) {
        0 => (format!("{area}-{one}"), vec![format!("{area}-{one}")]),
        1 => {
            let mobile = format!("139{:08}", rng.u32(..100_000_000));
            (mobile.clone(), vec![mobile])
        }
        2 => (format!("{area}-{one}、{other}"), vec![format!("{area}-{one}"), format!("{area}-{other}")]),
        _ => {
            let (head, tail) = (rng.u16(2000..=8999), rng.u16(1000..=9999));
            (format!("（{area}）{head} {tail}"), vec![format!("{area}-{head}{tail}")])
        }
    };
    Item {
        text: format!("{word}：{text}"),
        contacts: numbers.into_iter().map(|number| contact("phone", number)).collect(),
    }
}

fn address(rng: &mut Rng, profile: &Profile) -> Item {
    let word = pick(rng, &["通讯地址", "地址", "邮政信箱"]);
    let address = format!("{}{}{}号", profile.place, pick(rng, STREETS), rng.u16(1..=300));
    let postcode = format!("{}", rng.u32(310_000..=569_999));
    if rng.bool() {
        return Item { text: format!("{word}：{address}"), contacts: vec![contact("address", address)] };
    }
    Item {
        text: format!("{word}：{address}（邮编：{postcode}）"),
        contacts: vec![contact("address", address), contact("postcode", postcode)],
    }
}

fn mail(rng: &mut Rng) -> Item {
    let word = pick(rng, &["电子邮箱", "邮箱", "电子信箱"]);
    let name: String = (0..rng.usize(3..=6)).map(|_| rng.lowercase()).collect();
    let mail = format!("{name}{}@example.com", rng.u16(10..=9999));
    Item { text: format!("{word}：{mail}"), contacts: vec![contact("email", mail)] }
}
