using System.Security.Cryptography;
using WeldExam.Contracts.Signing;

namespace WeldExam.EdgeGateway.Keys;

/// <summary>A P-256 private key in a PEM file (PKCS #8) that only its owner may read.</summary>
public static class KeyFile
{
    /// <summary>Loads the key, or makes one on first use.</summary>
    /// <exception cref="InvalidDataException">The file is there but is no such key, or others may read it.</exception>
    public static Es256Signer LoadOrCreate(string path)
    {
        if (!File.Exists(path))
            Create(path);
        if ((File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != UnixFileMode.None)
            throw new InvalidDataException($"{path}: others may read this key; run chmod 600 {path}");
        try
        {
            var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));
            return key.KeySize == 256 ? new Es256Signer(key) : throw new InvalidDataException($"{path}: not a P-256 key");
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            throw new InvalidDataException($"{path}: not a private key in PEM form: {exception.Message}", exception);
        }
    }

    /// <summary>A fresh key that is never written anywhere: the evidence key of one boot.</summary>
    public static Es256Signer CreateEphemeral() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private static void Create(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var writer = new StreamWriter(file);
        writer.Write(key.ExportPkcs8PrivateKeyPem());
    }
}
