//! Style and script of a page, and the policy that lets no other script run.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

/// In the order in which rules may override one another.
pub(super) const STYLE: &str = concat!(
    include_str!("../../assets/css/theme.css"),
    include_str!("../../assets/css/layout.css"),
    include_str!("../../assets/css/text.css"),
    include_str!("../../assets/css/facts.css"),
    include_str!("../../assets/css/list.css"),
    include_str!("../../assets/css/print.css"),
);

/// One scope for all files, so that none of their names is seen outside.
const READER: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("../../assets/js/page.js"),
    include_str!("../../assets/js/theme.js"),
    include_str!("../../assets/js/panels.js"),
    include_str!("../../assets/js/facts.js"),
    include_str!("../../assets/js/filters.js"),
    include_str!("../../assets/js/search.js"),
    include_str!("../../assets/js/list.js"),
    include_str!("../../assets/js/charts.js"),
    include_str!("../../assets/js/places.js"),
    include_str!("../../assets/js/keys.js"),
    include_str!("../../assets/js/main.js"),
    "})();\n",
);

/// What draws the charts; their licences stand beside them.
const CHARTS: &str = concat!(
    "/*\n",
    include_str!("../../assets/vendor/LICENSE-d3"),
    "*/\n",
    include_str!("../../assets/vendor/d3.min.js"),
    "\n",
    include_str!("../../assets/vendor/plot.min.js"),
);

/// The scripts of a page, in order.
pub(super) fn scripts(many: bool) -> Vec<&'static str> {
    if many { vec![CHARTS, READER] } else { vec![READER] }
}

/// The policy of a page: its scripts by hash, its styles, images that stand in it, and nothing else.
pub(super) fn policy(scripts: &[&'static str]) -> String {
    static HASHES: LazyLock<[(&str, String); 2]> =
        LazyLock::new(|| [CHARTS, READER].map(|script| (script, hash(script))));
    let hashes: Vec<&str> = scripts
        .iter()
        .filter_map(|script| HASHES.iter().find(|(of, _)| of == script))
        .map(|(_, hash)| hash.as_str())
        .collect();
    format!(
        "default-src 'none'; script-src {}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hashes.join(" ")
    )
}

fn hash(script: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_asset_ends_its_own_element() {
        for script in [CHARTS, READER] {
            assert!(!script.to_ascii_lowercase().contains("</script"));
            assert!(!script.contains("<!--"));
        }
        assert!(!STYLE.to_ascii_lowercase().contains("</style"));
    }

    #[test]
    fn what_is_bundled_stays_small() {
        assert!(CHARTS.len() < 600_000, "{}", CHARTS.len());
        assert!(READER.len() + STYLE.len() < 60_000);
    }

    #[test]
    fn no_asset_names_a_place_to_load_from() {
        assert!(!STYLE.contains("url("));
        assert!(!STYLE.contains("@import"));
        assert!(!READER.contains("fetch("));
    }
}
