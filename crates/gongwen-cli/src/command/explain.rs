//! `gongwen explain`: what a diagnostic means, with an example that fails and one that passes.

use std::fmt::Write as _;

use gongwen::diagnostic::{Code, Rule, rules};

use super::print;
use crate::args::ExplainArgs;
use crate::failure::{Failure, SUCCESS};

pub(crate) fn run(args: &ExplainArgs) -> Result<u8, Failure> {
    let Some(name) = &args.code else {
        let mut text = String::new();
        for rule in rules() {
            let _ = writeln!(text, "{:<20} {:<8} {}", rule.name, rule.severity.as_str(), rule.summary);
        }
        print(&text)?;
        return Ok(SUCCESS);
    };
    let Some(code) = Code::from_name(name) else {
        let names: Vec<&str> = rules().iter().map(|rule| rule.name).collect();
        return Err(Failure::Usage(format!("{name}: no such diagnostic; there are {}", names.join(", "))));
    };
    print(&text(code.rule()))?;
    Ok(SUCCESS)
}

fn text(rule: &Rule) -> String {
    let indent = |source: &str| source.lines().map(|line| format!("    {line}\n")).collect::<String>();
    format!(
        "{} ({})\n\n{}\n{}\n\nFound in:\n\n{}\nNot in:\n\n{}",
        rule.name,
        rule.severity.as_str(),
        rule.summary,
        rule.reason,
        indent(rule.example),
        indent(rule.better)
    )
}
