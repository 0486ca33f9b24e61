import type { Messages } from "../messages";
import { calls } from "./failures/calls";
import { files } from "./failures/files";
import { keeping } from "./failures/keeping";
import { provider } from "./failures/provider";
import { sound } from "./failures/sound";
import { voices } from "./failures/voices";

export const failure: Messages["failure"] = {
  codes: {
    invalid_input: { title: "请求内容有误", next: "请修改标出的内容后重试。" },
    unauthenticated: { title: "你已退出登录", next: "请登录后重试。" },
    quota_exceeded: { title: "本期额度已用完", next: "请等待下一周期，或请管理员提高额度。" },
    forbidden: { title: "你没有权限进行此操作", next: "如有需要，请联系管理员。" },
    not_found: { title: "找不到此内容", next: "它可能已被删除。请返回并刷新页面。" },
    conflict: { title: "内容已发生变化", next: "请刷新页面后重试。" },
    too_large: { title: "内容过大", next: "请减少单次发送的内容。" },
    unsupported: { title: "此模型不支持该操作", next: "请更换模型，或去掉该选项。" },
    provider_rejected: { title: "服务商拒绝了请求", next: "请修改请求，或更换模型。" },
    rate_limited: { title: "当前请求过多", next: "请稍候再试。" },
    internal: { title: "服务器出错", next: "请重试。如再次发生，请将“详情”中的编号告知管理员。" },
    provider_unavailable: { title: "服务商暂不可用", next: "请稍后重试，或更换模型。" },
    unavailable: { title: "服务器繁忙或正在重启", next: "请几秒后重试。" },
  },
  reasons: {
    ...provider,
    ...calls,
    ...files,
    ...voices,
    ...sound,
    ...keeping,
  },
};
