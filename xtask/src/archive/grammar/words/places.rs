//! Invented places and the kinds of bodies that there are in one.

/// Places that do not exist, by what they are.
pub(in crate::archive) const CITIES: &[&str] =
    &["青溪", "临河", "南岭", "云湖", "安澜", "白石", "东屏", "鹿泉岭", "石门川", "清塘", "望江岭", "长坪"];
pub(in crate::archive) const COUNTIES: &[&str] =
    &["平塘", "柳河口", "沙湾", "新泽", "古渡", "松坪", "丰乐", "金沙岭", "桃源坪", "双河口"];

/// A body: what stands behind its place, how it speaks of itself, what it is about.
#[derive(Debug, Clone, Copy)]
pub(in crate::archive) struct Body {
    pub(in crate::archive) name: &'static str,
    /// 局
    pub(in crate::archive) short: &'static str,
    /// 交通
    pub(in crate::archive) number: &'static str,
}

pub(in crate::archive) const BODIES: &[Body] = &[
    Body { name: "交通运输局", short: "局", number: "交" },
    Body { name: "水利局", short: "局", number: "水" },
    Body { name: "教育局", short: "局", number: "教" },
    Body { name: "卫生健康委员会", short: "委", number: "卫" },
    Body { name: "农业农村局", short: "局", number: "农" },
    Body { name: "住房和城乡建设局", short: "局", number: "建" },
    Body { name: "自然资源局", short: "局", number: "资" },
    Body { name: "民政局", short: "局", number: "民" },
    Body { name: "文化旅游局", short: "局", number: "文" },
    Body { name: "市场监督管理局", short: "局", number: "市监" },
    Body { name: "林业局", short: "局", number: "林" },
    Body { name: "应急管理局", short: "局", number: "应急" },
    Body { name: "人力资源和社会保障局", short: "局", number: "人社" },
    Body { name: "发展和改革委员会", short: "委", number: "发改" },
];

/// Who answers for a problem.
pub(in crate::archive) const OFFICES: &[&str] =
    &["办公室", "人事科", "财务科", "机关党委", "综合科", "法规科", "项目建设科", "行政审批科", "督查室"];

/// Streets of addresses.
pub(in crate::archive) const STREETS: &[&str] =
    &["滨河路", "迎宾大道", "文昌街", "建设路", "人民东路", "学府街"];
