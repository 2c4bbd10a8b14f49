// What the stand-in backend's store offers by name.
import type { Language, NamedChoice, StoreChoices } from "../../src/wire/types";

export function storeChoices(accounts: NamedChoice[], language: Language): StoreChoices {
  return {
    accounts,
    groups: [
      { value: "8076980", name: language === "zh" ? "生产" : "Production", events: 40_120 },
      { value: "8076981", name: language === "zh" ? "测试" : "Test", events: 2_210 },
      { value: "8834224", name: "default", events: 981 },
    ],
    clusters: [
      { value: "c4af4fdf38a98496a9b63c2be5dae0001", name: "k8s-daily", events: 12_004 },
      { value: "c2051775877374cccbf68af596e60002", name: "k8s-华东-生产", events: 31_120 },
    ],
    assetTypes: [
      { value: "ECS", name: "ECS", events: 780_120 },
      { value: "CONTAINER", name: "CONTAINER", events: 98_221 },
      { value: "SLB", name: "SLB", events: 512 },
    ],
  };
}
