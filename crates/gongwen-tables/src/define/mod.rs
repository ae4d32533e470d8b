//! The tables, each defined once: a row type, its columns with what they say, and what gathers the rows.

pub(crate) mod documents;
pub(crate) mod facts;
pub(crate) mod run;
pub(crate) mod structure;

/// Defines a table. The documentation of a field is the description of its column.
macro_rules! table {
    (
        $(#[doc = $doc:literal])*
        $table:ident, $row:ident, $rows:ident, $caption:literal, {
            $( $(#[doc = $description:literal])* $field:ident: $cell:ident, $column_caption:literal; )*
        }
    ) => {
        $(#[doc = $doc])*
        pub(crate) struct $row<'a> {
            $( $(#[doc = $description])* pub(crate) $field: <$crate::column::$cell as $crate::column::Cell>::Value<'a>, )*
        }

        #[derive(Default)]
        pub(crate) struct $rows {
            $( $field: <$crate::column::$cell as $crate::column::Cell>::Builder, )*
        }

        impl $rows {
            pub(crate) const CAPTION: &'static str = $caption;
            pub(crate) const DESCRIPTION: &'static str = concat!($($doc),*);
            pub(crate) const COLUMNS: &'static [$crate::column::Column] = &[
                $( $crate::column::Column {
                    name: $crate::column::column_name(stringify!($field)),
                    caption: $column_caption,
                    column_type: <$crate::column::$cell as $crate::column::Cell>::TYPE,
                    nullable: <$crate::column::$cell as $crate::column::Cell>::NULLABLE,
                    description: concat!($($description),*),
                }, )*
            ];

            pub(crate) fn push(&mut self, row: $row<'_>) {
                $( <$crate::column::$cell as $crate::column::Cell>::push(&mut self.$field, row.$field); )*
            }

            pub(crate) fn finish(&mut self) -> Vec<arrow_array::ArrayRef> {
                vec![ $( <$crate::column::$cell as $crate::column::Cell>::finish(&mut self.$field), )* ]
            }

            pub(crate) fn len(&self) -> usize {
                [ $( <$crate::column::$cell as $crate::column::Cell>::len(&self.$field), )* ][0]
            }
        }
    };
}

pub(crate) use table;
