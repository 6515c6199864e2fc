import type { TerraformMetaArguments } from 'cdktf';
import { TerraformResource, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { azapiGenerator } from './azapi-provider.ts';

/** A type of Azure Resource Manager with its API version, e.g. `Microsoft.SecurityInsights/settings@2024-09-01`. */
export type AzapiType = `Microsoft.${string}/${string}@${number}-${number}-${number}${'' | '-preview'}`;

export interface AzapiResourceProps<Body extends object = Readonly<Record<string, unknown>>> extends TerraformMetaArguments {
  readonly type: AzapiType;
  /** Name of the resource below its parent. */
  readonly name: string;
  /** Full resource id of the parent: a resource group, or the resource that this one extends. */
  readonly parentId: string;
  /** The request's body, `properties` included. Tokens inside resolve. */
  readonly body: Body;
  /** @default - the type has no location */
  readonly location?: string;
  /** @default - no tags */
  readonly tags?: Readonly<Record<string, string>>;
  /** Resource ids of user-assigned identities that the resource runs as. @default - no identity */
  readonly identityIds?: readonly string[];
  /** Paths of the answer that `output()` may read, e.g. `properties.state`. @default - none */
  readonly responseExportValues?: readonly string[];
  /** False only for preview types that the provider does not know yet, with a comment that says why. @default true */
  readonly schemaValidationEnabled?: boolean;
}

/**
 * A resource that azurerm does not have, by the API itself. Write one class per type around it, with a typed body: the API version
 * stands there and nowhere else.
 */
export class AzapiResource<Body extends object = Readonly<Record<string, unknown>>> extends TerraformResource {
  static readonly tfResourceType = 'azapi_resource';
  readonly #props: AzapiResourceProps<Body>;

  constructor(scope: Construct, id: string, props: AzapiResourceProps<Body>) {
    const { provider, dependsOn, lifecycle, count, forEach } = props;
    super(scope, id, {
      terraformResourceType: AzapiResource.tfResourceType,
      terraformGeneratorMetadata: azapiGenerator,
      ...(provider === undefined ? {} : { provider }),
      ...(dependsOn === undefined ? {} : { dependsOn }),
      ...(lifecycle === undefined ? {} : { lifecycle }),
      ...(count === undefined ? {} : { count }),
      ...(forEach === undefined ? {} : { forEach }),
    });
    this.#props = props;
  }

  /** The resource's id, known once it is applied. */
  get id(): string {
    return this.getStringAttribute('id');
  }

  /** A text of the answer; its path must be among `responseExportValues`. @param path e.g. `properties.state` */
  output(path: string): string {
    return Token.asString(this.interpolationForAttribute(`output.${path}`));
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { type, name, parentId, location, body, tags, identityIds, responseExportValues, schemaValidationEnabled } = this.#props;
    return {
      type,
      name,
      parent_id: parentId,
      location,
      body,
      tags,
      identity: identityIds === undefined ? undefined : [{ type: 'UserAssigned', identity_ids: identityIds }],
      response_export_values: responseExportValues,
      schema_validation_enabled: schemaValidationEnabled,
    };
  }
}
