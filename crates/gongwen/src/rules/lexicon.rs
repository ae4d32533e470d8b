//! Words that tell where, in a sentence with a figure, the noun phrase that is counted begins and ends. The words
//! are the vocabulary of the genre, not of Chinese: what is missing here stays part of a phrase and makes it longer.

use std::sync::LazyLock;

use super::sanctions::SANCTIONS;
use super::{Prefixes, Suffixes};
use crate::text::{CharSet, Stops};

/// What a word does to the phrase around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A verb whose object is counted: the phrase begins after it. 召开党组会7次
    Verb,
    /// A verb that as often is part of a name: it ends no phrase. 整改措施106条
    VerbNoun,
    /// Between a subject and its figure: 达到, 为, 提高到.
    Level,
    /// Opens a clause or stands before a verb: 先后, 已, 目前.
    Adverb,
    /// Part of a whole: 余下2个, 新定29项. Like a verb, it needs the noun of the whole.
    Rest,
    /// What stands after it is what the figure is compared with: 较, 同比, 低于.
    Compare,
    /// 由, 从: the value before a change.
    From,
    /// At the start of a phrase it is no part of it: 对, 把, 为.
    Preposition,
    /// 其中
    Among,
    /// 分别
    Respectively,
    /// 每季度
    Period,
    /// 的
    Of,
    /// 和, 与, 及
    And,
    /// A word that holds one of the others but is none: 占比, 平均.
    Keep,
    /// A row of the table of sanctions.
    Sanction(u8),
}

/// Verbs whose object is counted.
const VERBS: &str = "\
    召开 举办 举行 开展 组织开展 组织召开 组织 进行 实施 制定 制订 出台 印发 下发 修订 修订完善 制定完善 \
    制定出台 修改完善 建立健全 建立 健全 新建 改建 扩建 改扩建 新增 增设 增配 新设 设立 成立 组建 配备 \
    配齐 购置 更新 争取 争取到 投入 筹集 筹措 拨付 下达 统筹 整合 盘活 清运 收回 核减 核增 核销 核查 \
    核实 查处 查出 查实 查办 查找 查找出 查摆 查摆出 发现 排查 排查出 摸排 摸排出 梳理 梳理出 收集 征集 \
    征求 受理 办结 化解 调处 完成 修复 建成 建起 打造 培育 录用 聘请 选派 选送 选聘 选拔 提拔 提拔使用 \
    轮岗 走访 补发 补缴 补录 发放 兑现 减免 节约 节省 撤销 撤并 废止 关停 拆除 取缔 关闭 停发 暂停 \
    叫停 否决 抽查 暗访 评查 曝光 涉及 涵盖 覆盖 惠及 吸纳 带动 签订 签署 发出 制发 发送 推送 报送 \
    提交 形成 提出 听取 传达 刊发 刊登 开通 上线 开设 设置 设定 划定 划转 交办 分解 拆成 细化 细化为 \
    分解为 拆分为 明确 确定 认定 纳入 列入 录入 归集 归还 上缴 缴纳 剖析 撰写 编印 张贴 悬挂 安装 \
    铺设 疏浚 栽植 补植 播放 观看 参观 邀请 会同 获得 荣获 获评 实现 促进 压实 承办 包抓 领办 认领 \
    调拨 赴 深入 限制 给予 作出 责令 上收 腾退 下沉 扣发 扣减 扣除 收到 接到 接收 支付 结清 偿还 兑付 \
    订立 派出 派驻 抽调 增派 增加 减少 压减 削减 拓宽 打通 修建 退还 充实 调换 更换 新配 选树 命名 \
    创建 创办 培养出 吸收 输送 举荐 收治 义诊 排查整治 清理整顿 整改落实 牵头 领衔 加快 完善 细分 \
    划分 压降 降低 缩减 立项 调出 调入 调剂 置换 追加 回收 回购 收储 实收 缴入 划拨 销毁 没收 扣押 \
    查扣 查封 冻结 捣毁 破获 抓获 刑拘 参训 参会 参与 出动 派发 散发 印制 发布 改完 改正 补齐 补办 \
    完成整改 整改完成 整改到位 改到位 基本完成 基本改完 销号 办理完成 解决 终止 解除 调降 打捞 清淤 清除 \
    妥善安置 退出 结成 建设完成 新改建 移交 虚报 套取 骗取 挪用 遴选 评选 评定 评出 授予 颁发 签发 出具 \
    开具 开出 侦破 立案查办 办成 办好 兴办 领取 领到 享受 缴存 归档 消除 攻克 突破 招租 重新招租 \
    公开招租 拿出 累计整改 招引 引育 扣缴 补足 盘点 倒排 淘汰 加装 改装 架设 铺开 消化 清偿 追缴入库 \
    追补 清零 归还给 退回 返还 汇总 收录 制作 拍摄 推选 吸引 回应 答复 回复 处结 转办 交付 移栽 \
    迁移 合并 注销 吊销 撤回 撤换 更正 纠正 补签 补正 补建 补种 加固 拆改 清掏 疏通 排除 消纳 贷出 \
    发展党员 走入 走进 派送 赠送 捐赠 购买 购进 采购到 承租 指派 委派 邀约 聘任 聘用 引导 动员 发动 \
    督促 帮助 提起 发起 采取 启动 开启 处以 添置 增置 治愈 救出 解救 追讨 催收 催缴 起诉 执结 审结 结案 批捕 \
    赔付 理赔 缴清 偿付 摘牌 挂牌 打掉 端掉 采集 录制 抢修 抢通 核定 核准 核发 换发 补发 改建成 提取 提供 \
    出栏 存栏 投放 开挖 挖掘 拉运 运送 护送 抓拍 拦截 劝返 止付 追踪 检出 筛查 接种 \
    转诊 收养 发现并整改 复查 复核 校准 检修 维护好 轮换 新改扩建 更新改造 精简 安排 撬动 下派 留置 通报 摸清 查清 理清 厘清 预置 剥离 扩面 晋升 拆借 下架 报废 垫付 核销掉 发证 换证 复耕 \
    新聘 封堵 列出 清退 收治 巡护 打通 谈成 落户 落地 投产 建档 立卡 结对 包联 联系 走遍 跑遍 办妥 提振 盘清 追授 约见 会见 讲授 配套建设 同步建设 确认 抽检 复绿 采纳 公布 \
    对外公布 新配备 动工 责令动工 召回 拆除复耕 清淤疏浚 \
    查获 查缴 缴获 劝导 劝离 劝退 清收 清欠 旁听 营救 疏散 撤离 封存 封停 封控 腾空 腾空封控 拔除 铲除 改种 承接 接通 连通 贯通 架通 敷设 \
    埋设 布设 布放 搭建 粉刷 翻修 翻新 扑杀 扑灭 侦办 侦结 审理 判处 逮捕 拘留 抓捕 追捕 遣返 收押 收戒 查禁 讯问 询问 复检 结报 补报 上报 \
    报批 批复 批准 批转 转发 抄送 抄告 函告 告知 转交 约访 探访 寻访 核验 查验 校验 查阅 调阅 抽测 抽取 选调 选任 选配 选育 育成 引入 \
    制修订 修编 编写 编撰 编发 刊载 推介 推出 播出 播发 展播 展出 放映 讲解 解答 帮带 看望 探望 募集 注资 划归 并入 归并 核编 招考 考录 取得 \
    摘得 斩获 夺得 入选 包保 挂包 挂联 接诊 巡诊 造册 标注 拆解 征用 搬离 搬走 搬入 迁入 迁出 划出 划入 圈定 界定 锁定 确权 颁证 耗用 \
    启用 停用 审减 审增 核拨 倒查 起底 挖出 打处 发还 解聘 辞退 清理出 查明 查证 排摸 摸查 研究解决 协调解决 帮助解决 推动解决 督促整改 \
    督促完成 推动完成 指导完成 组织完成 统筹推进 下拨 拨出 拨入 拨给 支取 列支 冒领 私分 侵吞 截留 盘查 清点 回填 开垦 垦造 种草 放流 投喂 屠宰 \
    售出 租出 签收 签批 代管 接管 搜救 施救 外运 调运 填埋 喷洒 发行 置办 添购 配发 配建 加密 加高 加宽 整修 修筑 修补 修剪 砌筑 浇筑 增投 \
    增开 增聘 裁减 裁撤 废除 停征 免征 缓缴 减征 抵扣 冲抵 冲销 兑换 认购 认缴 认养 认捐 收看 收听 踏勘 呈报 备齐 制成 绘制 粘贴 增挂 摆放 \
    分发 寄发 寄送 投递 转播 解封 解冻 稳控 遣散 暂扣 扣留 补选 补聘 推荐 提名 外派 援派 讨回 要回 发包 重新发包 表扬 点评通报 作出处理 作出处罚 作出处置 作出处分 主持 主持召开 责令整改 责令改正 责令限期整改 责令限期改正 责令停业整顿 责令停产整顿 责令停产整治 责令停业 \
    责令停产 责令关闭 停业整顿 停产整顿 停产整治 补库 招收 评聘 行拘 传唤 训诫 初核 了结 回迁 配租 配售 优选 精选 评为 列为 \
    确定为 投入使用 投入运行 投入运营 建成投用 建成投产 开工建设 推动整改 推动落实 追缴到位 征缴 出清 下转 上转 施划 退还 选优配强 转移安置 补交 收取 违规收取 上缴财政 上缴国库 缴入国库 组成 免除 免费发放 免费提供 免费开放 开办 开播 开辟 研制 \
    申领 续建";

/// Verbs that as often stand inside a name.
const VERB_NOUNS: &str = "\
    整改 办理 管理 服务 培训 学习 研究 检查 治理 审核 考核 督查 督导 巡查 宣传 宣讲 投资 采购 监测 \
    评估 审计 验收 交流 维修 审查 审议 审定 督办 巡察 巡视 反馈 清理 救助 保障 补助 补贴 奖励 资助经费 \
    谈心 座谈 调研 指导 部署 监督 教育 维护 养护 监管 执法 检测 监控 会商 调度 讨论 演练 巡检 普查 \
    核算 结算 回访 回头看 点评 会诊 教学 测试 约请 协调 联动 服务保障 支出 收入 结余 改造 建设 整治 \
    处置 修缮 处理 处罚 推进 推动 落实 加强 优化 发展 培养 表彰 接待 调整 安置 申报 转化 复垦 绿化 \
    硬化 征收 招聘 招录 引进 资助 帮扶 慰问 配置 补充 参加 分流 申请 出租 打击 诊治 救治 集中 日常 \
    联合 综合 随机 全面 直接 定向 公开 对接 训练 委托 支持 扶持 搬迁 推广 租赁 供应 生产 种植 养殖 登记 认证 公示 编制 储备 转移 签约 \
    恢复 测绘 演出 辅导 帮教 关爱 消耗 补偿 赔偿 变更 重组 重建 研判 报销 清查 捕捞 拍卖 托管 转运 配送 轮训 管控 开放 开发 研发 评审 勘测 \
    采样 问询 承诺 备案 孵化 巡演 考察 观摩 体验 销售 注册 招标 供地 征拆 奖补 兼并 消毒 消杀 扩容 亮化 美化 净化 规范 接访 除险加固 摸底 拆分 鉴定 诊疗 体检 随访 拆迁 担保 调解 巡逻 函询 谈话函询 分配 封育 转让";

/// Between a subject and its figure.
const LEVELS: &str = "\
    达到 达到了 已达到 达 已达 高达 达成 为 仅为 均为 约为 是 有 共有 现有 尚有 仍有 还有 占到 恢复到 恢复至 提高到 \
    提高至 提高为 提升到 提升至 提升为 上升到 上升至 上升为 增长到 增长至 增加到 增加至 增加为 增至 增到 \
    扩至 扩大到 扩大至 扩增到 升至 升到 涨到 降至 降到 降为 下降到 下降至 下降为 降低到 降低至 降低为 \
    减少到 减少至 减少为 减至 减到 压减到 压减至 压到 压缩到 压缩至 压缩为 缩短到 缩短至 缩短为 缩到 缩至 \
    回落到 回落至 调增至 调增到 调减至 稳定在 保持在 控制在 维持在 稳定到 保持 稳定 控制 在 至 到 提高 \
    提升 上升 增长 增加 增 下降 降低 减少 降 减 回落 缩短 压缩 压减 调增 调减 上涨 下跌 缩减 扩大 \
    高出 拉高 下调 上调 升高 多出 增幅 降幅 涨幅 跌幅 升幅 增幅达 降幅达 同比增幅 同比降幅 净增 净减 \
    减幅 共计 合计 累计 总计 共 计 累计达 合计达 总额达 总量达 平均 了 开了 拨到 压至 升为 延长至 \
    延长到 扩大为 缩减至 缩减到 调整为 调整至 调整到 变为 增为 减为 改为 突破 升 已 仅 只 各 均 剩 \
    余留 不变 左右 总数达 数达 折合 提前 推迟 延后 缩水 翻 翻了 提高到了 提升到了 上升到了 增长到了 增加到了 下降到了 降低到了 减少到了 降到了 升到了";

/// Words that open a clause or stand before a verb.
const ADVERBS: &str = "\
    先后 已 已有 已经 现已有 目前已有 均 全部 均已 已全部 已累计 目前 目前已 现已 适时 截至目前 截止目前 期间 同时 此外 另外 另 \
    首先 其次 再次 最后 然后 并 并已 拟 计划 力争 确保 预计 争取到 主动 逐一 逐个 逐件 逐宗 逐家 逐起 逐段 逐项 逐条 逐户 逐村 \
    逐笔 及时 依法 依规 依规依纪 依纪依法 严肃 严格 进一步 持续 连续 优先 妥善 不低于 不少于 不小于 不超过 不高于 不多于 不大于 统一 分批 当年 全程 认真 专门 正 正在 \
    尚 仍 业已 陆续 相继 有效 成功 顺利 一次性 现 共 累计 合计 总共 实地 当场 分别由 分批次 每人 每户 \
    每村 每亩 每名 每家 每个 每件 每人每月 每人每年 每人每天 每人每日 每生每年 每生每天 人均每月 按 按照 由此 因此 从而 从中 以来 以后 之后 \
    之前 前期 近期 近日 今 现阶段 截至 截止 到目前 由于 经 经过 经排查 经核实 经查 共同 常态化 包含 \
    包括 不含 除 另有 尚需 仍需 需 需要 应当 可 可以 能 将 被 已由 已被 受 受到 受理后 仅 只 各 \
    一共 总计 约计 也 还 又 再 便 即 整改期间 集中整改期间 巡察期间 集中整改期内 整改以来 巡察反馈以来 \
    反馈以来 整改过程中 会上 会议 下一步 下步 重新 柔性 带头 牵头 每千人 每万人 每百人 每百户 每千户 \
    每平方公里 每公里 每吨 每辆 每台 全年 年内 双双 至少 最少 至多 最多 要 须 应 予以 加以";

/// Parts of a whole.
const RESTS: &str = "余下 剩余 其余 剩下 余 新定 新制定 新修订 新立 新订 新出台 新建立 已完成 已完成整改 完成整改 整改完成 已整改完成 \
    基本完成 已基本完成 基本完成整改 正在推进 正在整改 持续推进 持续整改 长期坚持 需长期坚持 立行立改 现场整改 当场整改 立即整改 即知即改 立查立改 即查即改 边查边改 推进 未完成 尚未完成 推进中 整改中 未完成整改 \
    已办结 已销号 已解决 已化解 已整改 已整改到位 已改正 已建成 已完工 已开工 已验收 已到位 已落实 已拨付 已使用 已签订 已兑现 已补发 修改 废止 \
    已改完 基本改完 基本完成 正在办理 业已完成 阶段性完成 取得阶段性成效 达到时序进度 序时推进 限期整改 开工 竣工 完工 投用 复工 停工 停业 已竣工 已投用 未开工 未竣工 未完工 未投用 尚未开工 尚未竣工 尚未完工 已启动 已处置 已拆除 已修复 已纠正 已清理 基本到位 已到位 整改到位 基本整改到位 仍在推进 仍在整改 还在推进 \
    尚在推进 尚在整改 正推进 基本整改 部分完成 部分整改 未整改 尚未整改 尚未到位 未到位 未办结 尚未办结 未销号 逾期未完成";

/// Comparison.
const COMPARES: &str = "较 比 同比 环比 高于 低于 快于 慢于 优于 多于 少于 相当于 占 占全部 占总数 较上年 较去年 比上年 比去年 同期 与上年 与去年 \
    较年初 比年初 与年初 较上年末 比上年末 较上年底 比上年底 较上年同期 比上年同期 较去年同期 比去年同期 较整改前 比整改前 \
    较期初 比期初 较上月 比上月 较上季度 比上季度 较同期 比同期";

const FROMS: &str = "由 从 自 由原来 从原来 由原来的 从原来的 由整改前 从整改前 由整改前的 从整改前的 由原先 从原先 由最初 从最初";

const PREPOSITIONS: &str = "\
    对 对于 把 将 为 向 给 与 同 和 由 以 用 在 于 从 自 就 因 因此 按 据 依托 借助 联合 会同 \
    经 让 使 针对 围绕 对照 到 至 分";

const PERIODS: &str = "每年 每半年 每季度 每季 每月 每半月 每半个月 每周 每旬 每日 每天 每学期 每学年 每两年 每四年 每两周 每三天 每10天 每15天 每20天 每四个月 每六个月 每3个月 每2个月 每3年 每2年 每5年 每两月 每三月 每两个月 每三个月 每年度 \
    每逢 每次 一年 半年 一季度一次 每届 每期 每班 每三年 每五年 每个月 每个季度 每个学期";

/// Words that hold one of the others but are none of them.
const KEEPS: &str = "\
    占比 对比 比例 比重 比率 百分比 占地 占地面积 比武 比赛 比选 比对 评比 较大 较好 较为 较真 较多 \
    较少 较长 较高 比较 对象 对标 对口 对接 对外 对应 成为 作为 因为 认为 行为 为民 为主 为期 为由 \
    有关 有效 现有 所有 既有 国有 自有 共享 公共 共建 共管 共同 共青团 共产党 共识 共治 自查 自然 自助 自主 \
    自治 自动 自建 自评 自身 从业 从严 从事 从轻 方向 向好 和谐 以及 各类 各级 各项 各单位 各县 各乡镇 \
    各镇 各地 各部门 各有关 到位 到期 到岗 到账 达标 均衡 平均水平 平均 人均 户均 村均 亩均 次均 年均 \
    日均 月均 班均 生均 在建 在校 在职 在册 在线 在岗 在编 在途 在逃 在库 在读 在押 已建 现金 现场会 \
    现代化 将军 自来水 同级 同类 同意 同步 同志 同工同酬 同岗 给水 给付 供给 补给 使用 因公 因私 以案 \
    以上 以下 以内 用地 用水 用电 用车 用房 用人 用工 用户 用餐 费用 信用 公用 专用 通用 作用 依据 \
    数据 证据 票据 单据 据点 就业 就医 就诊 就学 就读 成就 至今 甚至 直到 按时 按期 按揭 于是 关于 \
    由头 理由 事由 自由 案由 余额 余款 余量 盈余 结余 剩余价值 多元 多级 多次 少数 少年 少儿 不少 减排 \
    减灾 减税 减量 增量 增值税 增值 增资 增减 升级 升学 升降 升格 降尘 降水 降雨 计划生育 计划内 计划外 \
    设计 统计 会计 审计署 计生 共计数 可控 可靠 可行 能力 能源 能耗 节能 功能 性能 智能 应急 应缴 应收 \
    应付 应用 应对 对策 需求 供需 即可 即时 立即 再生 再就业 还款 归还 还本 偿还 返还 交还 又好又快 也 \
    受益 受理量 受贿 受灾 受损 受训人员 受益群众 除险 除尘 清除 扫除 含量 经费 经济 经营 经营性 经办 \
    经办人员 已婚 只有 各方 现状 现行 含税 会议费 会议纪要 会议记录 会议制度 会议精神 会议室 党组会议 \
    党委会议 常务会议 办公会议 专题会议 工作会议 调度会议 推进会议 部署会议 联席会议 职工会议 支部会议 \
    扩大会议 全体会议 部门会议 视频会议 座谈会议 协调会议 警示会议 班子会议 党员会议 代表会议 委员会议 \
    领导小组会议 带头人 节假日 节日 合同 合同制 劳动合同 牵头单位 联合体 联合执法 联合检查 联席 公开招标 \
    公开课 信息公开 定向培养 学术带头人 应收款 多发 多付 少缴 多缴 重新违法 同比例 面对面 点对点 一对一 \
    手把手 现场 受访 受访者 受访群众 受众 总投资 棉被 被褥 被子 被征地 年处理 日处理 年均 核定人数 \
    分散 分散供养 分类 分管 分管领导 分级 分级诊疗 分析 分布 分布式 分红 分包 分包商 分销 分院 分局 分公司 分支 分支机构 分部 \
    分校 分组 分区 分片 分户 分拣 分馆 分场 分店 分厂 分会 分会场 分行 分理处 分洪 分质 分时 分账 可再生 可回收物 可用 可持续 可视化 \
    能效 能人 能手 能级 以奖代补 以工代赈 以旧换新 以租代购 现役 现货 现浇 现任 现职 正式 正常 正规 正科级 正处级 正职 正版 正品 \
    正高 正县级 正厅级 应届 应征 应聘 应清欠 经济组织 自治组织 中介组织 专业组织 民间组织 工会组织 各级组织 组织关系 组织化 组织力 组织建设 组织架构 \
    未结案件 用能 即办 即办件 牵头领导 牵头部门 牵头科室 牵头人 生产总值 乱占 强占 多占 及以上 线上 线下 被骗 被盗 被困 被占 被侵占 被挪用 被审计 被巡察 被征收 被拆迁 被执行 被监护 被帮扶 达到或好于 达到或优于 组成部分 应试 应报 应诉 应检 应保 应办 应改 应建 再贷款 再融资 再教育 再利用 再谈话 再担保 还林 还草 \
    还田 还贷 还建房 还湿 还湖 还绿 即食 即送 另案 经理 经销商 经纪人 经信 经开区 经贸 经侦 受助 受援 受试 受教育 受托 受处分 受奖 受检 受让 \
    除草 除雪 除锈 除臭 除四害 各自然村 均价 降压 降噪 降碳 降本 降费 降解 降速 增收 增效 增绿 增殖 增殖放流 增压 增氧 增信 增发 增产 增补 减负 减压 \
    减速 减速带 减碳 减损 减产 减租 升规 升压 升放 升旗 升华 计量 计量器具 计算机 计件 计税 计费 计划书 有机 有机肥 有线 有害 有偿 有轨 有声 \
    有限 有色 有毒 有奖 有组织 有责 在岗职工 在线监测 在职党员 在编人员 在研 在线平台 在租 在养 在册人员 在飞 到会 到访 到港 到手 达人 达产 达效 \
    对账 对讲 对讲机 对虾 对策建议 与会 同业 同事 同乡 同学 同业务 和解 向日葵 就餐 就近 让利 从教 从政 从医 从警 从企 自费 自行车 自收自支 自筹 \
    自救 自学 自研 自购 自用 自营 自住 自愿 自强 自律 自动化 自主经营 自办 余热 余粮 多媒体 多功能 多式联运 多用途 多边 成功率 成功案例 登记率 登记簿 登记表 登记证 公示栏 公示牌 认证机构 联系人 联系点 联系群众 联系电话 落地项目 落户企业 了解 比价 比照 比武竞赛 \
    较大面积 占道 占道经营 占补平衡 占用 占股 违法占耕 占耕比例 增长点 增长极 下降管 压缩机 压缩空气 压缩垃圾 提高班 提升工程 提升机 提升泵 提升行动 提升项目 上涨幅度 稳定器 \
    稳定就业 保持水土 控制点 控制器 控制线 控制性 控制室 平均工资 平均单价 累计数 各科 各股 各村 各社区 各支部 各级各类 各界 只读 借阅 借款 借用 借贷 借书 借调 借条 \
    进口 出口 出口额 进出口 出口退税 普及 普及率 参与 参与率 参与度 参与者 饱和 及格 及格率 并购 并网 并轨 并联 兼并 温和 缓和 中和 碳中和 危及 波及 产能 职能 动能 \
    效能 储能 热能 体能 技能 太阳能 风能 核能 植被 许可 行政许可 许可证 认可 部分 积分 学分 充分 转让 出让 业余 存在 签到 报到 迟到 沉降 内需 \
    军需 侵占 挤占 抢占 送达 导向 面向 便民 便利 便捷 方便 原因 成因 成就 公有 村有 民有 私有 集体所有 晋升 公正 廉正 服从 亲自 各自然 \
    直到 遇到 激增 倍增 递增 剧增 递减 锐减 消减 晋级 公升 提前 现有 潜在 内在 外在 所在 所在地 拥有 占有 享有 \
    含有 具有 持有 持有人 罕有 特有 原有 自有资金 国有企业 有序 有力 为了 除了 未了 凡是 即将 随即 业已 已婚 已知 行为 作为 核对 面对 \
    应对 配对 结对 绝对 相对 反对 校对 派对 平均分 得分 评分 总分 减分 加分 扣分 学分制 区分 百分制 计分 记分 打分 计划数 计划总量 计划任务 工作计划 学习计划 年度计划 实施计划 行动计划 培训计划 整改计划 五年计划 党组织 基层党组织 社会组织 组织部 组织部门 组织生活 \
    组织生活会 组织体系 组织者 行业组织 合作组织 群团组织 自组织 主要 重要 必要 会议纪要 要素 要件 要点 概要 摘要 要闻 纪要 要案 险要 首要 村级组织 群众组织 党群组织 生产经营 对照检查 对照清单 对照表 交流研讨 检查井 储备库 储备粮 储备金 船只";

/// What follows a verb to say that it succeeded; a noun phrase it is not.
pub(crate) const RESULTS: &[&str] = &["到位", "完毕", "成功", "落地", "见底"];

/// Nouns that measure: a verb before them names what is measured. 归集比例
pub(crate) const MEASURES: &[&str] = &[
    "比例",
    "比重",
    "比率",
    "面积",
    "时间",
    "时长",
    "周期",
    "覆盖面",
    "金额",
    "数量",
    "总量",
    "规模",
    "标准",
    "成本",
    "速度",
    "次数",
    "人数",
    "起数",
    "程度",
    "时限",
    "期限",
    "总额",
    "余额",
    "单价",
    "均价",
    "强度",
    "效率",
    "频次",
    "占比",
    "长度",
    "里程",
    "费用",
    "批次",
];

/// Nouns that the members of a list share: 二氧化硫、氮氧化物排放量.
pub(crate) const TAILS: &[&str] = &[
    "排放量",
    "排放浓度",
    "浓度",
    "覆盖率",
    "合格率",
    "标准",
    "收入",
    "支出",
    "费用",
    "经费",
    "数量",
    "比例",
    "面积",
    "产值",
    "利润",
    "人数",
    "起数",
    "资金",
    "投资",
    "完成率",
    "巩固率",
    "入学率",
    "参保率",
    "满意度",
    "满意率",
    "知晓率",
    "达标率",
    "优良率",
    "处理率",
    "收集率",
    "利用率",
    "使用率",
    "时间",
    "周期",
    "价格",
    "指数",
    "水平",
    "增速",
    "增加值",
    "消耗量",
    "发生率",
];

/// Nouns that can head a phrase after a verb that as often is a noun: 整改措施 is no 措施 that is rectified.
pub(crate) const HEADS: &[&str] = &[
    "问题",
    "事项",
    "任务",
    "措施",
    "项目",
    "制度",
    "方案",
    "清单",
    "台账",
    "线索",
    "机制",
    "人员",
    "工作",
    "情况",
    "记录",
    "资金",
    "经费",
    "率",
    "点位",
    "场所",
    "会",
    "班",
    "组",
    "建议",
    "意见",
    "要求",
    "案件",
    "报告",
    "责任",
    "目标",
    "单位",
    "对象",
    "设备",
    "设施",
    "隐患",
    "企业",
    "干部",
    "标准",
    "费",
    "课",
    "活动",
    "机构",
    "平台",
    "中心",
    "站",
    "点",
    "专班",
    "车",
    "队",
    "部门",
    "业务",
    "通知",
    "窗口",
    "规程",
    "流程",
    "文件",
    "系统",
    "合同",
    "协议",
    "数据",
    "群众",
    "制度机制",
    "举措",
    "教育",
    "谈话",
    "材料",
    "总额",
    "进度",
    "进展",
    "成效",
    "结果",
];

/// What after a verb makes it part of a noun: 完成率, 采购人, 培训费.
static NOMINAL: CharSet = CharSet::new(
    "率额量数度费款金期性制员者面类单书表证区站室组队值价权物品型式法岗职级班处卡点线网链源税库人地长办",
);

/// Nouns that begin with such a character: 修订制度5项 counts 制度, 完成率 no 率. A verb that as often is part of a name
/// keeps them (采购物资, 管理岗位).
const OWN_NOUNS: &[&str] = &[
    "制度",
    "线索",
    "点位",
    "岗位",
    "物资",
    "人才",
    "税款",
    "税费",
    "款项",
    "网格",
    "网点",
    "队伍",
    "线路",
    "站点",
    "表格",
    "单据",
    "书籍",
    "地块",
    "库房",
    "人民调解员",
    "室外",
    "职位",
    "组织机构",
    "班子",
    "区域",
    "机制",
    "期刊",
    "单位",
    "职工",
    "网上",
    "办理",
    "办事",
    "办学",
    "类别",
    "人口",
    "人行道",
    "地方",
    "地质",
    "地下",
    "地名",
    "法律",
    "法院",
    "机关",
    "机井",
    "网箱",
    "网络",
    "网站",
    "金融",
    "区直",
    "站房",
    "价格",
    "权限",
    "权力",
    "物业",
    "物流",
    "职业",
    "班次",
    "卡口",
    "源头",
    "税收",
    "库区",
    "长期",
    "长效",
    "办公",
    "数据",
    "员工",
    "书记",
    "费用",
    "制售",
    "制假",
    "品牌",
    "品种",
    "单元",
    "证据",
    "线缆",
    "证照",
    "证件",
    "法规",
];

/// What something is done to, behind a verb that as often is part of a name: 安置职工, 办理人大代表建议.
const OBJECTS: &[&str] = &["职工", "人大", "法律", "法院", "地质"];

/// Verbs after which things are counted, so that a verb behind them is part of a name: 发放宣传手册, but 组织培训医生.
pub(crate) const GIVING: &[&str] = &[
    "发放", "印制", "制作", "编印", "购置", "张贴", "印发", "派发", "散发", "赠送", "发送", "推送", "悬挂",
    "添置", "增置", "配备", "增配", "新配", "采购", "领取",
];

/// Verbs that say, right behind a number, which of the things are counted: 46个新建项目.
pub(crate) const WHICH: &[&str] = &[
    "新建",
    "改建",
    "扩建",
    "改扩建",
    "新改扩建",
    "续建",
    "新增",
    "新设",
    "立项",
    "交办",
    "移交",
    "转办",
    "投产",
    "落地",
];

/// Verbs before a body that something is done to: 处罚企业5家. Elsewhere such a verb names the body: 培训机构12家.
pub(crate) const VISITING: &[&str] = &["检查", "督查", "巡查", "处罚", "慰问", "表彰", "帮扶"];

/// Units that count bodies.
pub(crate) const BODY_UNITS: &[&str] = &["家", "户", "所"];

/// What a body or a person is called, by the units that count them: in 10家企业的台账 the 家 are of the 企业.
pub(crate) const COUNTED_BY: &[(&[&str], &[&str])] = &[
    (
        &["家", "户", "所"],
        &[
            "企业",
            "公司",
            "单位",
            "学校",
            "医院",
            "机构",
            "银行",
            "中心",
            "商户",
            "农户",
            "部门",
            "社区",
            "主体",
            "合作社",
            "门店",
            "商家",
            "药店",
        ],
    ),
    (
        &["名", "人", "位"],
        &["干部", "党员", "人员", "同志", "职工", "教师", "学生", "负责人", "群众", "居民", "村民"],
    ),
];

/// Attributes that end as a verb of having does.
pub(crate) const OWNED: &[&str] = &["国有", "公有", "私有", "民有", "自有"];

/// What says which of the things counted before a part is, and is no noun itself: 企业38家，其中民营12家.
pub(crate) const ATTRIBUTES: &[&str] = &[
    "合格",
    "不合格",
    "民营",
    "国有",
    "国营",
    "民办",
    "公办",
    "私营",
    "个体",
    "外资",
    "合资",
    "小微",
    "中小",
    "规上",
    "规下",
    "省级",
    "市级",
    "县级",
    "区级",
    "乡级",
    "村级",
    "国家级",
    "处级",
    "科级",
    "副科级",
    "正科级",
    "厅级",
    "一般",
    "较大",
    "重大",
    "特大",
    "轻微",
    "公立",
    "私立",
    "重点",
    "在建",
    "停产",
    "长期",
    "阶段性",
];

/// Marks between the words of a sentence.
static MARKS: CharSet = CharSet::new("，：；。！？—、（〔）〕");

/// The words, looked up in a text from left to right.
pub(crate) struct Lexicon {
    words: Prefixes,
    /// Words of one character, and marks.
    stops: Stops,
    classes: Vec<Class>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    // Where a word stands in two lists the later one counts.
    let lists: [(&str, Class); 12] = [
        (VERBS, Class::Verb),
        (VERB_NOUNS, Class::VerbNoun),
        (ADVERBS, Class::Adverb),
        (PREPOSITIONS, Class::Preposition),
        (LEVELS, Class::Level),
        (FROMS, Class::From),
        (COMPARES, Class::Compare),
        (PERIODS, Class::Period),
        (RESTS, Class::Rest),
        (KEEPS, Class::Keep),
        ("其中 其中： 这其中 其中有 含", Class::Among),
        ("分别 分别为 分别是 分别达 分别达到 依次 各自", Class::Respectively),
    ];
    let mut table = std::collections::BTreeMap::new();
    for (list, class) in lists {
        for word in list.split_whitespace() {
            table.insert(word, class);
        }
    }
    table.insert("的", Class::Of);
    for word in ["和", "与", "及", "以及", "并"] {
        table.insert(word, Class::And);
    }
    for (index, sanction) in SANCTIONS.iter().enumerate() {
        table.insert(sanction.word, Class::Sanction(u8::try_from(index).unwrap_or(u8::MAX)));
    }
    let words = Prefixes::new(table.keys().copied());
    Lexicon {
        stops: Stops::new(words.single_chars(), &MARKS),
        words,
        classes: table.values().copied().collect(),
    }
});

/// The words of the lexicon.
pub(crate) fn words() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    /// The next word from `at` on, the longest at its place, with its class and its length; or a character that may be a
    /// mark, or is none of three bytes.
    pub(crate) fn next(&self, text: &str, mut at: usize) -> Option<(usize, Option<(Class, usize)>)> {
        let bytes = text.as_bytes();
        while let Some(&lead) = bytes.get(at) {
            if !matches!(lead, 0xE0..=0xEF) {
                return Some((at, None));
            }
            if let Some((row, len)) = self.words.longest_of_pair(text, at) {
                return Some((at, Some((self.word_class(text, at + len, row), len))));
            }
            if self.stops.has(bytes, at) {
                let single = self.words.single(text, at);
                return Some((at, single.map(|(row, len)| (self.word_class(text, at + len, row), len))));
            }
            at += 3;
        }
        None
    }

    /// What a word is before what follows it: before 率 or 费 a verb is part of a noun.
    fn word_class(&self, text: &str, end: usize, row: usize) -> Class {
        let class = self.classes[row];
        // 及时率, 收缴率: words that are no part of a noun elsewhere.
        let rated = matches!(class, Class::Adverb | Class::Sanction(_)) && text[end..].starts_with('率');
        let nominal = matches!(class, Class::Verb | Class::VerbNoun | Class::Rest | Class::Level) || rated;
        if !nominal || !NOMINAL.starts(&text[end..]) {
            return class;
        }
        static NOUNS: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(OWN_NOUNS.iter().copied()));
        let own = matches!(class, Class::Verb | Class::Level) && NOUNS.longest(text, end).is_some()
            || class == Class::VerbNoun && OBJECTS.iter().any(|noun| text[end..].starts_with(noun));
        if own { class } else { Class::Keep }
    }
}

static HEAD_WORDS: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(HEADS.iter().copied()));

/// Whether a text begins with a noun that can head a phrase.
pub(crate) fn starts_with_head(text: &str) -> bool {
    HEAD_WORDS.longest(text, 0).is_some()
}

/// Whether a text is such a noun.
pub(crate) fn is_head(text: &str) -> bool {
    HEAD_WORDS.longest(text, 0).is_some_and(|(_, len)| len == text.len())
}

static HEAD_ENDS: LazyLock<Suffixes> = LazyLock::new(|| Suffixes::new(HEADS.iter().copied()));

/// The noun of two characters that a text begins with, of those that can head a phrase.
pub(crate) fn short_head(text: &str) -> Option<&str> {
    HEAD_WORDS.at(text, 0).find(|&(_, len)| len == "问题".len()).map(|(_, len)| &text[..len])
}

/// The longest such noun that a text ends with.
pub(crate) fn head_at_end(text: &str) -> Option<&'static str> {
    HEAD_ENDS.longest(text)
}
