import { UploadForm } from "#components/intake/upload-form.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { ownItems } from "#lib/intake/index.ts";
import { MAX_UPLOAD_BYTES } from "#lib/web/api/body.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "上传文件" };

export default async function UploadPage() {
  const items = await read(ownItems);
  return (
    <>
      <PageHeader
        title="上传文件"
        description="选择数据项和文件，上传后逐行校验：合格的入库，不合格的隔离并写明原因，可在线更正后再报送。同一内容重复上传不会改变数据。"
      />
      <Card>
        <CardBody>
          <UploadForm items={items} maximumBytes={MAX_UPLOAD_BYTES} />
        </CardBody>
      </Card>
    </>
  );
}
