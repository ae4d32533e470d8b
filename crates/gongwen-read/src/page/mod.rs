//! Pages of placed characters, as PDF and OFD have them: characters to lines, lines to paragraphs, page numbers and
//! running heads apart.
