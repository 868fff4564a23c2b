/** Several remarks as that of a result. */
export function remarked(...remarks: readonly (string | undefined)[]): {readonly remark?: string} {
  const remark = remarks.filter(text => text !== undefined && text !== '').join('; ');
  return remark === '' ? {} : {remark};
}
