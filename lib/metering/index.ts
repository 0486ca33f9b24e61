import "server-only";

export { beginAnswer, endAnswer, findAnswer, sweepAnswers, type AskedOnce } from "./answer-once";
export { cancelCharge } from "./cancel-charge";
export { checkBooks, type BookDifference } from "./check-books";
export { exportLedger } from "./export-ledger";
export { leasedGate, type LeasedGate, type LeasedGateOptions } from "./leased-gate";
export { ledgerPage } from "./ledger-page";
export { holdCharge, openCharge, prepareCharge, type OpenCharge, type OpenChargeInput } from "./open-charge";
export { readQuota } from "./read-quota";
export { refundCharge, type RefundChargeInput } from "./refund-charge";
export { fromStoredUsage, toStoredUsage } from "./rates";
export { renewCharges } from "./renew-charges";
export { setMonthlyLimit } from "./set-monthly-limit";
export { settleCharge, type Settlement, type SettleChargeInput } from "./settle-charge";
export { spendingOf } from "./spending-of";
export { sweepCharges, type ExpiredCharge, type Resolution } from "./sweep-charges";
export { usageReport, usageReportOfAll } from "./usage-report";
