//! OFD.xml, the entry of a package, and Document.xml, that of a document: which pages there are, and with which fonts.

use std::collections::HashMap;

use super::geometry::Boundary;
use crate::error::Fault;
use crate::limits::Budget;
use crate::package::{Package, resolve};
use crate::page::is_bold_name;
use crate::xml::{Tag, Token, Xml};

/// The part that every package has.
const ENTRY: &str = "OFD.xml";
/// A4, where a document does not state its page.
const A4: Boundary = Boundary { x: 0.0, y: 0.0, width: 210.0, height: 297.0 };

/// The entry of a package.
#[derive(Debug)]
pub(super) struct Root {
    /// Document.xml of each document.
    pub(super) documents: Vec<String>,
}

/// A document, without its pages' contents.
#[derive(Debug)]
pub(super) struct Body {
    /// Content.xml of each page.
    pub(super) pages: Vec<String>,
    /// Content.xml of template pages, by their identifiers.
    pub(super) templates: HashMap<String, String>,
    /// Whether a font is bold, by its identifier.
    pub(super) fonts: HashMap<String, bool>,
    pub(super) area: Boundary,
    pub(super) damage: Vec<String>,
}

/// A part by its name; many packages are written without regard for case.
pub(super) fn part(
    package: &mut Package<'_>,
    name: &str,
    budget: &mut Budget,
) -> Result<Option<crate::package::Part>, Fault> {
    if package.has(name) {
        return package.part(name, budget);
    }
    let found = package.names().find(|known| known.eq_ignore_ascii_case(name));
    match found {
        Some(known) => package.part(&known, budget),
        None => Ok(None),
    }
}

impl Root {
    pub(super) fn read(package: &mut Package<'_>, budget: &mut Budget) -> Result<Self, Fault> {
        let Some(entry) = part(package, ENTRY, budget)? else {
            return Err(Fault::damaged(ENTRY, "no such part"));
        };
        let mut documents = Vec::new();
        let mut xml = Xml::new(&entry.bytes);
        let mut text = String::new();
        let mut in_root = false;
        loop {
            match xml.next(budget)? {
                Token::Open(tag) => {
                    // GM/T 0099: a package that is encrypted says so in its entry.
                    if tag.name() == "Encryptions" {
                        return Err(Fault::Encrypted);
                    }
                    in_root = tag.name() == "DocRoot";
                    text.clear();
                }
                Token::Text(piece) if in_root => text.push_str(&piece),
                Token::Text(_) => {}
                Token::Close => {
                    if std::mem::take(&mut in_root) && !text.trim().is_empty() {
                        documents.push(resolve(ENTRY, &text));
                    }
                }
                Token::End { .. } => break,
            }
        }
        if documents.is_empty() {
            return Err(Fault::damaged(ENTRY, "it names no document"));
        }
        Ok(Self { documents })
    }
}

impl Body {
    pub(super) fn read(package: &mut Package<'_>, path: &str, budget: &mut Budget) -> Result<Self, Fault> {
        let Some(found) = part(package, path, budget)? else {
            return Err(Fault::damaged(path, "no such part"));
        };
        let mut body = Self {
            pages: Vec::new(),
            templates: HashMap::new(),
            fonts: HashMap::new(),
            area: A4,
            damage: Vec::new(),
        };
        let mut resources = Vec::new();
        let whole = body.read_parts(&found.bytes, path, &mut resources, budget)?;
        if !whole || !found.whole {
            body.damage.push(format!("{path} ends too early; pages may be missing"));
        }
        for resource in resources {
            body.read_fonts(package, &resource, budget)?;
        }
        Ok(body)
    }

    /// Whether the XML came to its end.
    fn read_parts(
        &mut self,
        bytes: &[u8],
        path: &str,
        resources: &mut Vec<String>,
        budget: &Budget,
    ) -> Result<bool, Fault> {
        let mut xml = Xml::new(bytes);
        let mut open: Vec<String> = Vec::new();
        loop {
            match xml.next(budget)? {
                Token::Open(tag) => {
                    let name = tag.name().to_owned();
                    let location = tag.attribute("BaseLoc").map(|location| resolve(path, &location));
                    match (name.as_str(), open.last().map(String::as_str), location) {
                        ("Page", Some("Pages"), Some(location)) => self.pages.push(location),
                        ("TemplatePage", _, Some(location)) => {
                            self.templates.insert(identifier(&tag, "ID"), location);
                        }
                        _ => {}
                    }
                    open.push(name);
                }
                Token::Text(text) => match open.last().map(String::as_str) {
                    Some("PublicRes" | "DocumentRes") if !text.trim().is_empty() => {
                        resources.push(resolve(path, &text));
                    }
                    Some("PhysicalBox") => self.area = Boundary::read(&text).unwrap_or(self.area),
                    _ => {}
                },
                Token::Close => {
                    open.pop();
                }
                Token::End { cut } => return Ok(!cut),
            }
        }
    }

    fn read_fonts(
        &mut self,
        package: &mut Package<'_>,
        path: &str,
        budget: &mut Budget,
    ) -> Result<(), Fault> {
        let Some(found) = part(package, path, budget)? else { return Ok(()) };
        let mut xml = Xml::new(&found.bytes);
        loop {
            match xml.next(budget)? {
                Token::Open(tag) if tag.name() == "Font" => {
                    let names =
                        ["FontName", "FamilyName"].map(|name| tag.attribute(name).unwrap_or_default());
                    let bold = tag.attribute("Bold").is_some_and(|bold| bold == "true")
                        || names.iter().any(|name| is_bold_name(name));
                    self.fonts.insert(identifier(&tag, "ID"), bold);
                }
                Token::End { .. } => return Ok(()),
                _ => {}
            }
        }
    }
}

pub(super) fn identifier(tag: &Tag<'_>, attribute: &str) -> String {
    tag.attribute(attribute).unwrap_or_default().trim().to_owned()
}
