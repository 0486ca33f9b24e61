import type { calls as english } from "../../en/failures/calls";
import type { Strings } from "../../messages";

export const calls: Strings<typeof english> = {
  vision: {
    title: "该模型无法识别图片",
    cause: "问题附有图片，而所选模型只能读取文字。",
    next: "请换用支持视觉的模型，或移除图片。",
  },
  retired: {
    title: "此模型已下线",
    cause: "服务商不再列出该模型。",
    next: "请更换模型。",
    nextAdmin: "请更换模型。",
  },
  unpriced: {
    title: "此模型尚无价格",
    cause: "没有以本系统货币标价的模型不予提供。",
    next: "请更换模型，或请管理员设置价格。",
    nextAdmin: "请在模型目录中设置此模型的价格。",
  },
  hidden: {
    title: "此处不提供该模型",
    cause: "管理员已将其隐藏。",
    next: "请更换模型。",
    nextAdmin: "请在模型目录中重新显示该模型，或更换模型。",
  },
  model: {
    title: "没有这个模型",
    cause: "模型目录中没有它。",
    next: "请更换模型。",
    nextAdmin: "请更换模型。",
  },
  sub_type: {
    title: "此模型用途不同",
    cause: "模型的类型与所请求的功能不符。",
    next: "请更换模型。",
    nextAdmin: "请更换模型。",
  },
  no_model: {
    title: "目前没有可用的对话模型",
    cause: "没有模型以本系统货币标价，或全部已被隐藏。",
    next: "请联系管理员提供模型。",
    nextAdmin: "请在模型目录中为模型设置价格，或重新显示已隐藏的模型。",
  },
  monthly_limit: {
    title: "你的每月限额不足以支付此请求",
    cause: "剩余额度低于此请求可能产生的费用。",
    next: "请缩小请求、选择更便宜的模型，或请管理员提高限额。",
    nextAdmin: "请在管理页面提高限额，或选择更便宜的模型。",
  },
  account_disabled: {
    title: "你的账户已被停用",
    cause: "回答生成期间，管理员停用了该账户。",
    next: "请联系管理员。",
    nextAdmin: "请联系其他管理员。",
  },
  over_budget: {
    title: "回答已达上限，已停止",
    cause: "模型超出了设定的最长回答，也超出了为其预留的费用。",
    next: "已写出的内容均已保留。你可以继续，或在本对话的设置中允许更长的回答。",
    nextAdmin: "已写出的内容均已保留。你可以继续，或在本对话的设置中允许更长的回答。",
  },
  tool_steps: {
    title: "该回答已用完可用的工具步数",
    cause: "一次回答使用工具的步数有上限，而模型还想继续。",
    next: "请继续该回答，或把问题拆小后再问。",
    nextAdmin: "请继续该回答，或在“管理”的“工具”中允许更多步数。",
  },
  not_asking: {
    title: "该调用已不再等待你的决定",
    cause: "它已被决定、等待超时，或所属回答已经结束。",
    next: "如仍需要，请重新提问。",
    nextAdmin: "如仍需要，请重新提问。",
  },
  thinking_used_up: {
    title: "思考用尽了长度上限",
    cause: "回答的全部 token 都用于思考，没有留给正文。",
    next: "请提高回答上限、降低思考预算，或关闭思考。",
    nextAdmin: "请提高回答上限、降低思考预算，或关闭思考。",
  },
  shutdown: {
    title: "服务器已重启",
    cause: "回答因此中断。已收到的部分已保留。",
    next: "请继续该回答，或重新提问。",
    nextAdmin: "请继续该回答，或重新提问。",
  },
  lost: {
    title: "回答被中断",
    cause: "服务器意外停止。已收到的部分已保留。",
    next: "请继续该回答，或重新提问。",
    nextAdmin: "请继续该回答，或重新提问。服务器日志中可能有停止的原因。",
  },
  answer_lost: {
    title: "结果没有送达",
    cause: "连接或服务器在结果送达之前中断了。已生成的部分会计费。",
    next: "请再试一次。",
    nextAdmin: "请再试一次。",
  },
};
