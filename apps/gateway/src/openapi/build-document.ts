import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

export function buildDocument(application: INestApplication): OpenAPIObject {
  const frame = new DocumentBuilder().setOpenAPIVersion('3.1.0').setTitle('Guildhall').setVersion('1').build();
  return SwaggerModule.createDocument(application, frame);
}
