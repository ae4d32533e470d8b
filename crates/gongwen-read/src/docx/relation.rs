//! Which part of a package is what (ECMA-376 Part 2, 6.5).

use crate::builder::Builder;
use crate::error::Fault;
use crate::limits::Budget;
use crate::package::{Package, resolve};
use crate::xml::{Token, Xml};

/// Bytes of the name of a part: it stands in the origin of every paragraph.
const NAME: usize = 256;

/// Some programs write the names of parts with the wrong one.
const SLASHES: [char; 2] = ['/', '\\'];

/// Parts that another one names.
#[derive(Debug, Default)]
pub(super) struct Relations {
    /// Kind, and name of the part.
    list: Vec<(String, String)>,
}

impl Relations {
    /// Those of a part; where the list of them is lost, what programs call them.
    pub(super) fn of(
        part: &str,
        package: &mut Package<'_>,
        builder: &mut Builder,
        budget: &mut Budget,
    ) -> Result<Self, Fault> {
        let (folder, file) = part.rsplit_once(SLASHES).unwrap_or(("", part));
        let name = if folder.is_empty() {
            format!("_rels/{file}.rels")
        } else {
            format!("{folder}/_rels/{file}.rels")
        };
        let list = read(&name, folder, package, builder, budget)?;
        if let Some(list) = list {
            return Ok(Self { list });
        }
        let slash = part.chars().find(|c| SLASHES.contains(c)).unwrap_or('/');
        let beside = |kind: &str| (kind.to_owned(), format!("{folder}{slash}{kind}.xml"));
        let kinds = ["styles", "numbering", "footnotes", "endnotes", "comments"];
        Ok(Self { list: kinds.into_iter().map(beside).filter(|(_, name)| package.has(name)).collect() })
    }

    /// Names of all parts of a kind.
    pub(super) fn parts<'r>(&'r self, kind: &'r str) -> impl Iterator<Item = &'r str> {
        self.list.iter().filter(move |(of, _)| of == kind).map(|(_, name)| name.as_str())
    }
}

/// The name of the body.
pub(super) fn body(
    package: &mut Package<'_>,
    builder: &mut Builder,
    budget: &mut Budget,
) -> Result<String, Fault> {
    let list = read("_rels/.rels", "", package, builder, budget)?.unwrap_or_default();
    let named = list.into_iter().find(|(kind, name)| kind == "officeDocument" && package.has(name));
    if let Some((_, name)) = named.filter(|(_, name)| name.len() <= NAME) {
        return Ok(name);
    }
    let by_name = |name: &String| name.replace('\\', "/").eq_ignore_ascii_case(super::BODY);
    package.names().find(by_name).ok_or_else(|| Fault::damaged(super::BODY, "no such part"))
}

/// Reads a list of relationships; `None` where there is none.
fn read(
    name: &str,
    folder: &str,
    package: &mut Package<'_>,
    builder: &mut Builder,
    budget: &mut Budget,
) -> Result<Option<Vec<(String, String)>>, Fault> {
    let Some((bytes, _)) = super::aside(name, package, builder, budget)? else { return Ok(None) };
    let mut xml = Xml::new(&bytes);
    let mut list = Vec::new();
    loop {
        match xml.next(budget)? {
            Token::Open(tag) if tag.name() == "Relationship" => {
                let external = tag.attribute("TargetMode").is_some_and(|mode| mode == "External");
                let (Some(kind), Some(target)) = (tag.attribute("Type"), tag.attribute("Target")) else {
                    continue;
                };
                if external || target.len() > NAME {
                    continue;
                }
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                list.push((kind, resolve(&format!("{folder}/"), &target)));
            }
            Token::End { .. } => return Ok(Some(list)),
            _ => {}
        }
    }
}
