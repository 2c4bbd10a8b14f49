// What can stand as a proxy.

const SCHEMES = ["http:", "https:", "socks5:", "socks5h:"];

/** Nothing, or the address of a proxy without a path. */
export function isProxy(text: string): boolean {
  if (text === "") return true;
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash } = new URL(text);
  return (
    SCHEMES.includes(protocol) && hostname !== "" && ["", "/"].includes(pathname) && search + hash === ""
  );
}
