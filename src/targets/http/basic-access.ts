import {basicAuthorization} from '../../lib/node/http/basic-authorization.js';
import type {VendorAccess} from './vendor-api.js';

/** Proof of an account by its mail address and a token. */
export function basicAccess(user: string, password: string): VendorAccess {
  const authorization = basicAuthorization({user, password});
  return {headers: {authorization}, secrets: [password, authorization.replace('Basic ', '')]};
}
