/** The `Authorization` of basic credentials. */
export function basicAuthorization(basic: {readonly user: string; readonly password: string}): string {
  return `Basic ${Buffer.from(`${basic.user}:${basic.password}`).toString('base64')}`;
}
