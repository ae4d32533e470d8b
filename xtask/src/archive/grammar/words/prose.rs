//! What stands around the problems: how the work was organised, what comes next, how to reach the body.

/// Headings of the part on how the rectification was organised; a section for certain.
pub(in crate::archive) const ORGANIZED: &[&str] = &[
    "整改工作组织情况",
    "整改工作总体情况",
    "整改工作组织推进情况",
    "加强组织领导，统筹推进整改",
    "整改工作基本情况",
];

/// Headings within it.
pub(in crate::archive) const ORGANIZED_PARTS: &[&str] = &[
    "提高政治站位，强化组织领导",
    "加强统筹部署，健全工作机制",
    "压实整改责任，强化组织推动",
    "深化思想认识，加强组织动员",
];

/// Prose of it; whole sentences.
pub(in crate::archive) const ORGANIZATION: &[&str] = &[
    "$党组把$类整改作为重要政治任务，[高度重视/认真对待]，[逐条逐项/不折不扣]推进整改落实。",
    "成立由主要负责同志任组长的整改工作领导小组，[统筹/全面]推进各项工作。",
    "[先后/累计]召开{党组会|次|2-9}、{专题会|次|3-12}，研究部署整改工作。",
    "印发{《$局关于落实反馈意见的整改方案|issued|方案}，制定{整改措施|条|30-180}。",
    "领导班子成员主动认领问题，[坚持/做到]以上率下，带头[整改/落实]。",
    "建立[周调度/月调度]机制，[定期/及时]通报工作进展。",
    "{@日}，$党组召开专题民主生活会，[深入/认真]开展批评和自我批评。",
    "坚持当下改与长久立相结合，{@以来}，健全{规章制度|项|5-40}。",
];

/// Headings of the part that tells what was done.
pub(in crate::archive) const RECTIFIED: &[&str] =
    &["反馈问题整改落实情况", "反馈意见整改情况", "反馈问题的整改情况", "具体问题整改情况"];

/// Headings of the part on what comes next.
pub(in crate::archive) const NEXT: &[&str] =
    &["下一步工作安排", "下一步工作打算", "下步工作计划", "下一阶段工作安排"];

/// Prose of it.
pub(in crate::archive) const PLANS: &[&str] = &[
    "[持续/继续]抓好后续整改，[巩固/深化]整改成果。",
    "对已完成的整改事项，[适时/及时]开展回头看，防止问题反弹。",
    "[坚持/做到]标本兼治，[健全/完善]长效机制。",
    "[坚定不移/持之以恒]推进全面从严治党，[以/用]整改实效推动高质量发展。",
    "对需要长期坚持的事项，[紧盯/盯住]不放，[久久为功/常抓不懈]。",
];

/// What the body thanks for comments with.
pub(in crate::archive) const INVITATIONS: &[&str] = &[
    "欢迎广大干部群众对整改落实情况进行监督。如有意见建议，请及时向我们反映。",
    "欢迎社会各界对整改情况进行监督，并提出意见建议。",
    "如对整改情况有意见建议，请及时反映。",
];
