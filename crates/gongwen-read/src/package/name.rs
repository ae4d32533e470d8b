//! Names of parts: as they are written, relative to the part that names them or to the package, to those of the
//! package.

/// The part that `location` means in the part `from`; nothing leads out of the package.
pub(crate) fn resolve(from: &str, location: &str) -> String {
    let location = location.trim().replace('\\', "/");
    let folder = match location.strip_prefix('/') {
        Some(_) => "",
        None => from.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(location.split('/')) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn locations_are_relative_or_absolute_and_stay_inside() {
        assert_eq!(resolve("OFD.xml", "Doc_0/Document.xml"), "Doc_0/Document.xml");
        assert_eq!(resolve("OFD.xml", "/Doc_0/Document.xml"), "Doc_0/Document.xml");
        assert_eq!(
            resolve("Doc_0/Document.xml", "Pages/Page_0/Content.xml"),
            "Doc_0/Pages/Page_0/Content.xml"
        );
        assert_eq!(resolve("Doc_0/Document.xml", "./../Doc_1\\Res.xml"), "Doc_1/Res.xml");
        assert_eq!(resolve("Doc_0/Document.xml", "../../../etc/passwd"), "etc/passwd");
    }
}
